"""The tables of the warehouse."""

from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class User(Base):
    """Somebody who may book stock in and out."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    api_key: Mapped[str] = mapped_column(unique=True)


class Item(Base):
    """A thing that is kept in stock."""

    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    stock: Mapped[int] = mapped_column(default=0)
