"""Handlers that pass on what the client sends."""

from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool

from database import Database, get_database
from repository import ItemRepository, count_items, find_items, known_items

app = FastAPI()


@app.get("/items")
def list_items(name: str, size: int, database: Annotated[Database, Depends(get_database)]) -> None:
    """Through a function, through a method, and through one that only executes."""
    find_items(database, name)
    known_items(database, "fixed")
    ItemRepository(database, table=name).by_size(size)
    database.run(f"SELECT * FROM items WHERE name = '{name}'")  # expect: FAPI501
    database.run("SELECT * FROM items WHERE name = ?", (name,))


@app.get("/count")
async def count(name: str, database: Annotated[Database, Depends(get_database)]) -> int:
    """Through a thread."""
    return await run_in_threadpool(count_items, database, name)
