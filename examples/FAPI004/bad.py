"""A dependency that commits after its `yield`: a commit that fails loses the data behind a 200.

After the guide's 1. Dependency Injection Architecture, "Connection pooling with yield dependencies", with
the `commit` that many add to it.
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
    """Yield a session, and commit what the request did."""
    db = SessionLocal()
    try:
        yield db
        db.commit()  # expect: FAPI004
    except Exception:
        db.rollback()
        raise
    finally:
        db.close()


@app.post("/items/{name}")
def create_item(name: str, db: Annotated[Session, Depends(get_db)]) -> str:
    """Say that it was saved; no two items may have the same name."""
    db.add(Item(name=name))
    return "saved"
