"""One engine for the application, one session for each request.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies". Amended: SQLite instead
of PostgreSQL, `Iterator[Session]`, and the engine stands in a file of its own.
"""

from typing import Annotated

from db import get_db
from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

app = FastAPI()


@app.get("/items")
def count_items(db: Annotated[Session, Depends(get_db)]) -> int:
    """Ask the session of the dependency."""
    return db.execute(text("select 1")).scalar_one()
