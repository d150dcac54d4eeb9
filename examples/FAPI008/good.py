"""A connection and a session for each request.

Guide: Common Anti-Patterns, "Global database connection", and its cure "Use connection pool with
dependency injection".
"""

import sqlite3
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

app = FastAPI()
DATABASE = "file:notes?mode=memory&cache=shared"

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine)


def get_connection() -> Iterator[sqlite3.Connection]:
    """One connection for each request."""
    connection = sqlite3.connect(DATABASE, uri=True, check_same_thread=False)
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS notes (note TEXT NOT NULL)")
        yield connection
    finally:
        connection.close()


def get_session() -> Iterator[Session]:
    """One session for each request."""
    with SessionLocal() as session:
        yield session


ConnectionDep = Annotated[sqlite3.Connection, Depends(get_connection)]


@app.post("/notes", status_code=201)
def create_note(note: str, connection: ConnectionDep, approve: bool = True) -> int:
    """Store a note, and give up when it is not approved."""
    connection.execute("INSERT INTO notes VALUES (?)", (note,))
    if not approve:
        raise ValueError("not approved")
    connection.commit()
    return 1


@app.get("/notes")
def notes(connection: ConnectionDep) -> list[str]:
    """All notes."""
    return [row[0] for row in connection.execute("SELECT note FROM notes LIMIT 100")]


@app.get("/one")
def one(session: Annotated[Session, Depends(get_session)]) -> int:
    """Ask the other database."""
    return session.execute(text("SELECT 1")).scalar_one()
