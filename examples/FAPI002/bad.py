"""Dependencies that return their session: nothing closes it, or it is closed too early.

Guide: Quick Reference, "DB dependency with pooling", and Common Anti-Patterns, "Not closing database
connections". Amended: the guide's one-line function does not parse; SQLite stands in for the server.
"""

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

app = FastAPI()
engine = create_engine("sqlite:///items.db", poolclass=QueuePool, pool_size=2, max_overflow=0, pool_timeout=0)
SessionLocal = sessionmaker(bind=engine)


def get_db() -> Session:
    """Nobody closes this one."""
    db = SessionLocal()
    return db  # expect: FAPI002


def get_closed_db() -> Session:
    """This one is closed before anybody uses it."""
    db = SessionLocal()
    db.begin()
    try:
        return db  # expect: FAPI002
    finally:
        db.close()


@app.get("/one")
def one(db: Session = Depends(get_db)) -> int:
    """Ask the database."""
    return db.execute(text("SELECT 1")).scalar_one()


@app.get("/begun")
def begun(db: Session = Depends(get_closed_db)) -> bool:
    """Whether the transaction that the dependency began is there."""
    return db.in_transaction()
