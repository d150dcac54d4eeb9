"""An engine for each request: each has a pool of its own that nobody closes.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies", whose engine stands at
module level; here it is made inside of the dependency.
"""

from collections.abc import Iterator
from typing import Annotated

from db import open_session
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()


def get_db() -> Iterator[Session]:
    """Make an engine, a factory and a session."""
    engine = create_engine("sqlite:///items.db")  # expect: FAPI009
    with sessionmaker(bind=engine)() as db:  # expect: FAPI009
        yield db


@app.get("/items")
def count_items(db: Annotated[Session, Depends(get_db)]) -> int:
    """Ask the session of the dependency."""
    return db.execute(text("select 1")).scalar_one()


@app.get("/again")
def count_again() -> int:
    """The helper in the other file makes the engine."""
    with open_session() as db:  # expect: FAPI009
        return db.execute(text("select 1")).scalar_one()
