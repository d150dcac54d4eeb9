"""Statements that are handed to whatever executes them."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()
make_session = async_sessionmaker(create_async_engine("sqlite+aiosqlite:///items.db"), expire_on_commit=False)


class Base(DeclarativeBase):
    """The base of the models."""


class Item(Base):
    """Something for sale."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


async def get_session() -> AsyncIterator[AsyncSession]:
    """A session for one request."""
    async with make_session() as session:
        yield session


Database = Annotated[AsyncSession, Depends(get_session)]


class Rows:
    """Executes what others select."""

    def __init__(self, session: AsyncSession) -> None:
        """Work with one session."""
        self._session = session

    async def fetch(self, statement: Select[Any]) -> Sequence[Any]:
        """All rows of a statement."""
        result = await self._session.execute(statement)
        return result.scalars().all()

    async def fetch_some(self, statement: Select[Any], limit: int = 10) -> Sequence[Any]:
        """Some rows of a statement."""
        return await self.fetch(statement.limit(limit))


class Items(Rows):
    """Selects."""

    async def all(self) -> Sequence[Item]:
        """All of them."""
        return await self.fetch(select(Item).order_by(Item.id))

    async def named(self, name: str) -> Sequence[Item]:
        """Those of a name."""
        return await self.fetch(select(Item).where(Item.name == name))


@app.get("/items")
async def list_items(session: Database) -> list[str]:
    """All of them."""
    return [item.name for item in await Items(session).all()]  # expect: FAPI808


@app.get("/rows")
async def list_rows(session: Database, name: str | None = None) -> list[str]:
    """All, unless the client wants a name."""
    statement = select(Item)
    if name is not None:
        statement = statement.where(Item.name == name)
    rows = await Rows(session).fetch(statement)  # expect: FAPI808
    return [item.name for item in rows]


@app.get("/named")
async def list_named(session: Database, name: str) -> list[int]:
    """Those of a name."""
    return [item.id for item in await Items(session).named(name)]


@app.get("/some")
async def list_some(session: Database) -> list[int]:
    """Some of them."""
    return [item.id for item in await Rows(session).fetch_some(select(Item))]


@app.get("/page")
async def list_page(session: Database) -> list[int]:
    """The first ten."""
    return [item.id for item in await Rows(session).fetch(select(Item).limit(10))]
