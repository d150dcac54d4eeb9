"""Path operations that return what other files fetch."""

from typing import Annotated

from fastapi import Depends, FastAPI
from sqlmodel.ext.asyncio.session import AsyncSession

from crud import ItemStore, get_page, get_session, list_items

app = FastAPI()
Database = Annotated[AsyncSession, Depends(get_session)]


@app.get("/items")
async def read_items(session: Database) -> list[str]:
    """Through a function."""
    items = await list_items(session)  # expect: FAPI808
    return [item.name for item in items]


@app.get("/stored")
async def read_stored(session: Database) -> dict[str, object]:
    """Through a method."""
    store = ItemStore(session)
    return {"items": await store.every()}  # expect: FAPI808


@app.get("/page")
async def read_page(session: Database, limit: int = 10) -> list[str]:
    """The helper limits."""
    return [item.name for item in await get_page(session, limit)]
