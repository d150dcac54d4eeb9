"""SQL put together from what a client sends: whoever writes the request writes the statement.

Guide: SQL Injection Prevention, "NEVER use f-strings or string concatenation", completed with a
database and handlers so that it runs.
"""

import sqlite3
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine, literal_column, select, text
from sqlalchemy.orm import Session

app = FastAPI()
DATABASE = "users.db"
engine = create_engine(f"sqlite:///{DATABASE}")


class Search(BaseModel):
    """What to look for."""

    name: str
    limit: int = 10


def get_cursor() -> Iterator[sqlite3.Cursor]:
    """A cursor on the database, closed with its connection."""
    connection = sqlite3.connect(DATABASE, check_same_thread=False)
    try:
        yield connection.cursor()
    finally:
        connection.close()


def get_session() -> Iterator[Session]:
    """A session, closed after the request."""
    with Session(engine) as session:
        yield session


Cursor = Annotated[sqlite3.Cursor, Depends(get_cursor)]
Database = Annotated[Session, Depends(get_session)]


@app.get("/users/{user_id}")
def get_user(user_id: str, cursor: Cursor) -> list[str]:
    """An f-string: ``0 OR 1=1`` gives everybody."""
    cursor.execute(f"SELECT email FROM users WHERE id = {user_id}")  # expect: FAPI501
    return [email for (email,) in cursor.fetchall()]


@app.get("/users")
def find_user(email: str, cursor: Cursor) -> list[str]:
    """Concatenation: a quote ends the text, and what follows is SQL."""
    cursor.execute("SELECT email FROM users WHERE email = '" + email + "'")  # expect: FAPI501
    return [found for (found,) in cursor.fetchall()]


@app.post("/search")
def search(search: Search, session: Database) -> list[str]:
    """A field of a body, in a text of SQLAlchemy's; the number beside it is one."""
    query = "SELECT email FROM users WHERE email LIKE '%%%s%%'" % search.name
    query += f" LIMIT {search.limit}"
    return list(session.scalars(text(query)))  # expect: FAPI501


@app.get("/sorted")
def list_sorted(session: Database, sort: str = "id", column: str = "email") -> list[str]:
    """Names of columns are SQL as well."""
    query = select(literal_column(column)).select_from(text("users"))  # expect: FAPI501
    return list(session.scalars(query.order_by(text(sort)).limit(100)))  # expect: FAPI501
