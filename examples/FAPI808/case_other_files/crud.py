"""Queries, away from the path operations."""

from collections.abc import AsyncIterator, Sequence

from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import Field, SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

engine = create_async_engine("sqlite+aiosqlite:///items.db")


class Item(SQLModel, table=True):
    """Something for sale."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = ""


async def get_session() -> AsyncIterator[AsyncSession]:
    """A session for one request."""
    async with AsyncSession(engine, expire_on_commit=False) as session:
        yield session


async def list_items(session: AsyncSession) -> Sequence[Item]:
    """All of them."""
    result = await session.exec(select(Item))
    return result.all()


async def get_page(session: AsyncSession, limit: int) -> Sequence[Item]:
    """Some of them."""
    return (await session.exec(select(Item).limit(limit))).all()


class ItemStore:
    """Items behind methods."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def every(self) -> list[Item]:
        """All of them, as a list."""
        return list((await self.session.exec(select(Item).order_by(Item.name))).all())
