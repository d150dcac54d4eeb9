"""Conditions that are gathered in a list: that there are any says nothing of what they hold."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

app = FastAPI()
engine = create_engine("sqlite:///items.db")
COLUMNS = {"name": "name", "price": "price_in_cents"}


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


@app.get("/gathered")
def gathered(db: Database, name: str | None = None, kind: str | None = None) -> list[Any]:
    """With and without conditions."""
    conditions = []
    if name:
        conditions.append(f"name = '{name}'")
    if kind:
        conditions.append(f"kind = '{kind}'")
    where = " AND ".join(conditions)
    sql = f"SELECT * FROM items WHERE {where}" if where else "SELECT * FROM items LIMIT 20"
    return [dict(row) for row in db.execute(text(sql)).mappings()]  # expect: FAPI501


@app.get("/prepared")
def prepared(db: Database, name: str | None = None, order: str = "name") -> list[Any]:
    """Placeholders are gathered, and a column that was looked up."""
    conditions = []
    if name:
        conditions.append("name = :name")
    where = " AND ".join(conditions)
    sql = f"SELECT * FROM items WHERE {where}" if where else "SELECT * FROM items"
    column = COLUMNS.get(order)
    if column:
        sql += f" ORDER BY {column}"
    return [dict(row) for row in db.execute(text(f"{sql} LIMIT 20"), {"name": name}).mappings()]
