"""Tables of SQLAlchemy's core, and `select` under another name."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, create_engine
from sqlalchemy import select as choose

app = FastAPI()
engine = create_engine("sqlite:///notes.db")
metadata = MetaData()
notes = Table("notes", metadata, Column("id", Integer, primary_key=True), Column("text", String))


def get_connection() -> Iterator[Connection]:
    """A connection for one request."""
    with engine.connect() as connection:
        yield connection


Database = Annotated[Connection, Depends(get_connection)]


@app.get("/notes")
def list_notes(database: Database) -> Sequence[Any]:
    """A statement that the table begins."""
    query = notes.select()
    return database.execute(query).all()  # expect: FAPI808


@app.get("/chosen")
def list_chosen(database: Database) -> Sequence[Any]:
    """A statement that is handed the table."""
    return database.execute(choose(notes).order_by(notes.c.id)).all()  # expect: FAPI808


@app.get("/some")
def list_some(database: Database, after: int = 0) -> list[Any]:
    """Conditions and limits."""
    some = database.execute(notes.select().where(notes.c.id > after)).all()
    return [*some, *database.execute(choose(notes).limit(20)).all()]
