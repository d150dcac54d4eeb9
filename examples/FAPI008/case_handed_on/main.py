"""An application that imports from the package, not from the file."""

from fastapi import FastAPI
from store import notes, titles
from store.connections import connection

app = FastAPI()


@app.get("/notes")
def show_notes() -> list[str]:
    """The connection is in the object."""
    return notes.texts()


@app.get("/titles")
def show_titles() -> list[str]:
    """Only what was read is shared."""
    return titles


@app.get("/count")
def count() -> int:
    """The connection itself."""
    return int(connection.execute("select 1").fetchone()[0])
