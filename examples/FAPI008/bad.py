"""One connection and one session for all requests.

Guide: Common Anti-Patterns, "Global database connection". Amended: the guide has no code for it; its
reason, "not thread-safe", is imprecise: what requests share is the transaction.
"""

import sqlite3

from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool

app = FastAPI()
connection = sqlite3.connect(":memory:", check_same_thread=False)  # expect: FAPI008
connection.execute("CREATE TABLE notes (note TEXT NOT NULL)")

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine)
session = SessionLocal()  # expect: FAPI008


@app.post("/notes", status_code=201)
def create_note(note: str, approve: bool = True) -> int:
    """Store a note, and give up when it is not approved."""
    connection.execute("INSERT INTO notes VALUES (?)", (note,))
    if not approve:
        raise ValueError("not approved")
    connection.commit()
    return 1


@app.get("/notes")
def notes() -> list[str]:
    """All notes."""
    return [row[0] for row in connection.execute("SELECT note FROM notes LIMIT 100")]


@app.get("/one")
def one() -> int:
    """Ask the other database."""
    return session.execute(text("SELECT 1")).scalar_one()
