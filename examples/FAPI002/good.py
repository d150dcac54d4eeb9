"""Dependencies that yield their session and close it afterwards.

Guide: Quick Reference, "DB dependency with pooling", and Common Anti-Patterns, "Not closing database
connections". Amended: the guide's one-line function does not parse; SQLite stands in for the server.
"""

from collections.abc import Iterator

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

app = FastAPI()
engine = create_engine("sqlite:///items.db", poolclass=QueuePool, pool_size=2, max_overflow=0, pool_timeout=0)
SessionLocal = sessionmaker(bind=engine)


def get_db() -> Iterator[Session]:
    """Close it in the end."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def get_open_db() -> Iterator[Session]:
    """Begin a transaction and keep it for the request."""
    with SessionLocal() as db:
        db.begin()
        yield db


@app.get("/one")
def one(db: Session = Depends(get_db)) -> int:
    """Ask the database."""
    return db.execute(text("SELECT 1")).scalar_one()


@app.get("/begun")
def begun(db: Session = Depends(get_open_db)) -> bool:
    """Whether the transaction that the dependency began is there."""
    return db.in_transaction()
