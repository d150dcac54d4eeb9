"""The statement is handed to a constructor; a method of the object executes it."""

from fastapi import FastAPI
from operations import Note, Operation, Removal
from pydantic import BaseModel

app = FastAPI()


class Table(BaseModel):
    """A table to be made or renamed."""

    name: str
    columns: list[str]


@app.post("/tables")
def create_table(table: Table) -> None:
    """Composed with what the client sent."""
    columns = ", ".join(f"{each} TEXT" for each in table.columns)
    operation = Operation(f"CREATE TABLE {table.name} ({columns})")  # expect: FAPI501
    operation.execute()


@app.put("/tables")
def rename_table(table: Table) -> None:
    """A name that the client chose, in a statement of another kind."""
    Operation(f"RENAME TABLE {table.name} TO old").execute()  # expect: FAPI501


@app.get("/tables")
def list_tables() -> int:
    """A constant."""
    return len(Operation("SELECT name FROM sqlite_master").execute())


@app.post("/notes")
def note(table: Table) -> str:
    """A text that looks like SQL and is shown to somebody."""
    return Note(f"CREATE TABLE {table.name} (id INTEGER)").shown()


@app.delete("/tables/{name}")
def remove_table(name: str) -> None:
    """A name from the path."""
    Removal(f"DROP TABLE {name}").run()  # expect: FAPI501
