"""An asynchronous session: nothing here may be reported.

Awaited calls, `run_sync` with a lambda and with a function, an import that calls it `Session`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncSession as Session, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session as SyncSession, mapped_column

engine = create_async_engine("sqlite+aiosqlite:///./async_items.db")
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """The base of all tables."""


class Item(Base):
    """A thing with a name."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Create the tables through the asynchronous connection."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield


app = FastAPI(lifespan=lifespan)


async def get_db():
    """Provide the session without saying so."""
    async with SessionLocal() as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


class ItemRepository:
    """Keeps the asynchronous session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    async def get(self, item_id: int) -> Item | None:
        """Await the same names that would block on a synchronous session."""
        return await self.session.get(Item, item_id)


def names(session: SyncSession) -> list[str]:
    """Run under `run_sync`: what looks blocking is awaited underneath."""
    return list(session.scalars(select(Item.name).limit(20)).all())


def table_names(connection: Connection) -> list[str]:
    """Run under `run_sync` of a connection."""
    return list(connection.dialect.get_table_names(connection))


@app.get("/names")
async def list_names(db: Database) -> list[str]:
    """Hand a function over."""
    return await db.run_sync(names)


@app.get("/first-name")
async def first_name(db: Database) -> str | None:
    """Hand a lambda over."""
    return await db.run_sync(lambda session: session.scalar(select(Item.name)))


@app.get("/tables")
async def list_tables() -> list[str]:
    """Hand a function to a connection."""
    async with engine.connect() as connection:
        return await connection.run_sync(table_names)


@app.post("/items/{name}", status_code=201)
async def create(name: str, session=Depends(get_db)) -> int:
    """Await what an untyped dependency yields."""
    item = Item(name=name)
    session.add(item)
    await session.commit()
    await session.refresh(item)
    return item.id


@app.get("/items/{item_id}")
async def read(item_id: int, db: Database) -> str:
    """Results of an awaited `execute` are in memory."""
    item = await ItemRepository(db).get(item_id)
    if item is None:
        raise HTTPException(404, "no such item")
    result = await db.execute(select(Item).where(Item.id == item_id))
    rows = result.scalars().all()
    first = (await db.scalars(select(Item.name))).first()
    return first or rows[0].name


@app.get("/streamed")
async def streamed(db: Database) -> list[str]:
    """Stream the rows."""
    rows = await db.stream_scalars(select(Item.name).limit(5))
    return [name async for name in rows]
