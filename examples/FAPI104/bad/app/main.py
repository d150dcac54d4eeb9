"""Handlers that are coroutines use a session that is not: every query stops the event loop.

What is only awaited here is reported where it stands: in crud.py, deps.py and the repositories.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
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


@app.get("/items/count")
async def count_items(db: SessionDep) -> int:
    """Count with the session by its annotated alias."""
    return db.scalar(select(func.count()).select_from(Item)) or 0  # expect: FAPI104


@app.get("/items/by-name", response_model=ItemOut)
async def read_by_name(db: SessionDep, name: Annotated[str, Query()]) -> Item:
    """Only await: crud.py holds the blocking query."""
    item = await crud.find_item(db, name)
    if item is None:
        raise HTTPException(404, "no such item")
    return item


@app.get("/items/{item_id}", response_model=ItemOut)
async def read_item(item_id: int, db=Depends(get_db)) -> Item:
    """Read with a session that no annotation gives away."""
    item = db.get(Item, item_id)  # expect: FAPI104
    if item is None:
        raise HTTPException(404, "no such item")
    return item


@app.get("/items", response_model=list[ItemOut])
async def list_items(db: SessionDep, limit: Annotated[int, Query(le=100)] = 20) -> list[Item]:
    """Only await."""
    return await crud.in_stock(db, limit=limit)


@app.post("/items", status_code=201, response_model=ItemOut)
async def create_item(data: ItemIn, db: SessionDep, user: UserDep) -> Item:
    """Only await."""
    return await crud.create_item(db=db, data=data)


@app.post("/items/{item_id}/bookings", status_code=204)
async def book_item(item_id: int, amount: int, items: ItemsDep, user: UserDep) -> None:
    """Only await: the repository blocks."""
    item = await items.get(item_id)
    if item is None:
        raise HTTPException(404, "no such item")
    await items.book(item, amount)


@app.delete("/items/{item_id}", status_code=204)
async def delete_item(item_id: int, db: SessionDep, user: UserDep) -> None:
    """Delete and commit in the handler itself."""
    db.execute(delete(Item).where(Item.id == item_id))  # expect: FAPI104
    db.commit()  # expect: FAPI104
