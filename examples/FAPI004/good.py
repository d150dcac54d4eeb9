"""The path operation commits, so that whoever saves hears of a failure.

After the guide's 1. Dependency Injection Architecture, "Connection pooling with yield dependencies", whose
dependency closes the session and does no more.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """Base of the tables."""


class Item(Base):
    """Something to sell."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)


Base.metadata.create_all(engine)
app = FastAPI()


def get_db() -> Iterator[Session]:
    """Yield a session; what is not committed is rolled back."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


@app.post("/items/{name}")
def create_item(name: str, db: Annotated[Session, Depends(get_db)]) -> str:
    """Say that it was saved; no two items may have the same name."""
    db.add(Item(name=name))
    db.commit()
    return "saved"
