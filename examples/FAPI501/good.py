"""Values go beside the statement, and names of columns come from a list of allowed ones.

Guide: SQL Injection Prevention, "ALWAYS use parameterized queries". Amended: one cursor has one style
of placeholder (sqlite3 knows ``?`` and ``:email``), and SQLAlchemy takes ``:email`` in ``text`` only.
"""

import sqlite3
from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel
from sqlalchemy import create_engine, literal_column, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
DATABASE = "users.db"
engine = create_engine(f"sqlite:///{DATABASE}")
SORTABLE = {"id", "email"}


class Base(DeclarativeBase):
    """The base of the models."""


class User(Base):
    """Somebody."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]


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
    """A placeholder: the text is compared with the id, whatever is in it."""
    cursor.execute("SELECT email FROM users WHERE id = ?", (user_id,))
    return [email for (email,) in cursor.fetchall()]


@app.get("/users")
def find_user(email: str, cursor: Cursor) -> list[str]:
    """A placeholder with a name."""
    cursor.execute("SELECT email FROM users WHERE email = :email", {"email": email})
    return [found for (found,) in cursor.fetchall()]


@app.post("/search")
def search(search: Search, session: Database) -> list[str]:
    """A parameter of SQLAlchemy's; a number cannot be anything else."""
    query = f"SELECT email FROM users WHERE email LIKE :name LIMIT {search.limit}"
    return list(session.scalars(text(query), {"name": f"%{search.name}%"}))


@app.get("/sorted")
def list_sorted(session: Database, sort: str = "id", column: Literal["id", "email"] = "email") -> list[str]:
    """Only columns that are on a list."""
    if sort not in SORTABLE:
        raise HTTPException(422, "Cannot sort by that")
    query = select(literal_column(column)).select_from(text("users"))
    return list(session.scalars(query.order_by(text(sort)).limit(100)))


@app.get("/orm/{user_id}")
def get_orm_user(user_id: int, session: Database) -> str | None:
    """Column expressions are parameters by themselves."""
    found = session.query(User).filter(User.id == user_id).first()
    return found.email if found else None
