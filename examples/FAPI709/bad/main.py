"""The application's model and database."""

from typing import Any

from fastapi import FastAPI
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker
from sqlalchemy.pool import StaticPool

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
TestSessionLocal = sessionmaker(engine)


@event.listens_for(engine, "connect")
def leave_transactions_to_sqlalchemy(connection: Any, record: object) -> None:
    """Python's driver for SQLite otherwise begins transactions when it sees fit."""
    connection.isolation_level = None


@event.listens_for(engine, "begin")
def begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


Base.metadata.create_all(engine)
