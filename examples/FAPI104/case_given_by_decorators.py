"""Sessions that a decorator of the project opens and gives the function under it."""

import functools
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

app = FastAPI()
sessions = sessionmaker(create_engine("postgresql+psycopg2://shop"))
async_sessions = async_sessionmaker(create_async_engine("postgresql+asyncpg://shop"), expire_on_commit=False)
Coroutine = Callable[..., Awaitable[Any]]


def with_session(method: Coroutine) -> Coroutine:
    """Open a session, and give it by its name."""

    @functools.wraps(method)
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        with sessions() as session:
            return await method(*args, session=session, **kwargs)

    return wrapper


def with_first_session(method: Coroutine) -> Coroutine:
    """Open a session, and give it before all else."""

    async def wrapper(*args: Any) -> Any:
        with sessions() as session:
            return await method(session, *args)

    return wrapper


def with_async_session(method: Coroutine) -> Coroutine:
    """Open one that is awaited."""

    @functools.wraps(method)
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        async with async_sessions() as session:
            return await method(*args, session=session, **kwargs)

    return wrapper


@with_session
async def count(name, session):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Ask the database."""
    return session.scalar(text("SELECT :name"), {"name": name})  # expect: FAPI104


@with_first_session
async def first(session, name):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Likewise."""
    return session.scalar(text("SELECT :name"), {"name": name})  # expect: FAPI104


@with_async_session
async def last(name, session):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Likewise, and await the answer."""
    return await session.scalar(text("SELECT :name"), {"name": name})


class Orders:
    """Data access by methods."""

    @classmethod
    @with_session
    async def all(cls, session):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN206
        """Ask for all."""
        return session.execute(text("SELECT 1")).all()  # expect: FAPI104


@app.get("/counts/{name}")
async def counts(name: str) -> list[Any]:
    """Ask all of them."""
    return [await count(name), await first(name), await last(name), *await Orders.all()]
