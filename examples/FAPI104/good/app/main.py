"""The handlers are plain functions: FastAPI runs them, and the session, in its threadpool.

The one that has to await something hands the blocking function to the threadpool itself.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import delete, func, select

from app import crud
from app.db import Base, engine, get_db
from app.deps import ItemsDep, SessionDep, UserDep
from app.models import Item
from app.schemas import ItemIn, ItemOut


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Create the tables: nobody waits for an answer before the yield."""
    Base.metadata.create_all(engine)
    yield


app = FastAPI(lifespan=lifespan)
one_at_a_time = asyncio.Lock()


@app.get("/items/count")
def count_items(db: SessionDep) -> int:
    """Count with the session by its annotated alias."""
    return db.scalar(select(func.count()).select_from(Item)) or 0


@app.get("/items/by-name", response_model=ItemOut)
def read_by_name(db: SessionDep, name: Annotated[str, Query()]) -> Item:
    """Find one item."""
    item = crud.find_item(db, name)
    if item is None:
        raise HTTPException(404, "no such item")
    return item


@app.get("/items/{item_id}", response_model=ItemOut)
def read_item(item_id: int, db=Depends(get_db)) -> Item:
    """Read with a session that no annotation gives away."""
    item = db.get(Item, item_id)
    if item is None:
        raise HTTPException(404, "no such item")
    return item


@app.get("/items", response_model=list[ItemOut])
def list_items(db: SessionDep, limit: Annotated[int, Query(le=100)] = 20) -> list[Item]:
    """List what can be sold."""
    return crud.in_stock(db, limit=limit)


@app.post("/items", status_code=201, response_model=ItemOut)
async def create_item(data: ItemIn, db: SessionDep, user: UserDep) -> Item:
    """Await one's turn, then hand the function over: it is passed, not called."""
    async with one_at_a_time:
        return await run_in_threadpool(crud.create_item, db, data=data)


@app.post("/items/{item_id}/bookings", status_code=204)
def book_item(item_id: int, amount: int, items: ItemsDep, user: UserDep) -> None:
    """Book goods in or out."""
    item = items.get(item_id)
    if item is None:
        raise HTTPException(404, "no such item")
    items.book(item, amount)


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int, db: SessionDep, user: UserDep) -> None:
    """Delete and commit."""
    db.execute(delete(Item).where(Item.id == item_id))
    db.commit()
