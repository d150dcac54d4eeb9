"""Async sessions, async loops, tasks that run together, drivers and MongoDB."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

import aiosqlite
from fastapi import BackgroundTasks, Depends, FastAPI
from pymongo import AsyncMongoClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()
make_session = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"), expire_on_commit=False)
books = AsyncMongoClient("mongodb://localhost", connect=False)["shop"]["books"]
PAGES_OF = "SELECT 1 FROM pages WHERE book_id = ?"


class Base(DeclarativeBase):
    """The base of the models."""


class Page(Base):
    """A page of a book."""

    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int]


async def get_session() -> AsyncIterator[AsyncSession]:
    """A session for one request."""
    async with make_session() as session:
        yield session


Database = Annotated[AsyncSession, Depends(get_session)]


async def first_page(book: int) -> int | None:
    """A query in a session of its own."""
    async with make_session() as session:
        return await session.scalar(select(Page.id).where(Page.book_id == book).limit(1))


@app.get("/streamed")
async def streamed(session: Database) -> list[int | None]:
    """An `async for` over rows."""
    found = []
    async for page in await session.stream_scalars(select(Page).limit(10)):
        found.append(await session.scalar(select(Page.id).where(Page.id > page.id)))  # expect: FAPI809
    return found


@app.get("/together")
async def together(session: Database) -> list[int | None]:
    """At the same time is still one for each."""
    pages = (await session.scalars(select(Page).limit(10))).all()
    return list(await asyncio.gather(*[first_page(page.book_id) for page in pages]))  # expect: FAPI809


@app.get("/collected")
async def collected(session: Database) -> list[int | None]:
    """The numbers of the rows are collected first."""
    result = await session.execute(select(Page).limit(10))
    numbers = set()
    for page in result.scalars():
        numbers.add(page.book_id)
    found = []
    for number in sorted(numbers):
        found.append(await first_page(number))  # expect: FAPI809
    return found


@app.get("/driver")
async def driver() -> list[object]:
    """A driver's cursors."""
    found: list[object] = []
    async with aiosqlite.connect("books.db") as connection:
        async with connection.execute("SELECT id FROM books LIMIT 10") as cursor:
            async for row in cursor:
                inner = await connection.execute(PAGES_OF, (row[0],))  # expect: FAPI809
                found.append(await inner.fetchone())
    return found


@app.get("/documents")
async def documents() -> list[dict[str, Any] | None]:
    """MongoDB."""
    return [
        await books.find_one({"_id": book["sequel"]})  # expect: FAPI809
        async for book in books.find({}).limit(10)
    ]


async def warm_up() -> None:
    """Runs after the response, and holds up the database all the same."""
    async with make_session() as session:
        for page in await session.scalars(select(Page).limit(10)):
            await session.refresh(page)  # expect: FAPI809


@app.post("/warm")
async def warm(tasks: BackgroundTasks) -> None:
    """Adds the task."""
    tasks.add_task(warm_up)
