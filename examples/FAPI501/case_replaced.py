"""What is not on the list is replaced; and what is replaced only where it is empty."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

app = FastAPI()
engine = create_engine("sqlite:///items.db")
COLUMNS = ("id", "name")


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


@app.get("/sorted")
def list_sorted(db: Database, sort: str = "id", direction: str = "asc") -> list[Any]:
    """Only columns that are listed."""
    if sort not in COLUMNS:
        sort = "id"
    if direction.lower() not in {"asc", "desc"}:
        direction = "asc"
    statement = f"SELECT * FROM items WHERE price > 0 ORDER BY {sort} {direction}"
    return list(db.execute(text(statement)).all())


@app.get("/named")
def list_named(db: Database, sort: str = "id", name: str = "") -> list[Any]:
    """The name has passed no test, wherever it comes from."""
    if sort not in COLUMNS:
        sort = "id"
        name = name.strip()
    statement = f"SELECT * FROM items WHERE name = '{name}' ORDER BY {sort}"
    return list(db.execute(text(statement)).all())  # expect: FAPI501


@app.get("/filled")
def list_filled(db: Database, sort: str = "") -> list[Any]:
    """Anything but nothing."""
    if sort == "":
        sort = "id"
    statement = f"SELECT * FROM items WHERE price > 0 ORDER BY {sort}"
    return list(db.execute(text(statement)).all())  # expect: FAPI501
