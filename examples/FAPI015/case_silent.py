"""Annotations that a generator may have, and generators that are no dependencies."""

import collections.abc
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Protocol, TypeAlias

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite:///shop.db"))
AsyncSessionLocal = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///shop.db"), expire_on_commit=False
)
Sessions: TypeAlias = Iterator[Session]
AsyncSessions = AsyncGenerator[AsyncSession, None]
app = FastAPI()


class Stream(Protocol):
    """What fits without naming it."""

    def __iter__(self) -> Iterator[str]:
        """Iterate."""
        ...


def generator() -> Generator[Session, None, None]:
    """All told."""
    with SessionLocal() as session:
        yield session


def plain() -> Generator:
    """Nothing told."""
    yield 1


def iterable() -> Iterable[int]:
    """An iterator is one."""
    yield 1


def maybe() -> Iterator[int] | None:
    """One of the two is right."""
    yield 1


def by_module() -> collections.abc.Iterator[int]:
    """By another name."""
    yield 1


def alias() -> Sessions:
    """By an alias."""
    with SessionLocal() as session:
        yield session


async def async_alias() -> AsyncSessions:
    """By another one."""
    async with AsyncSessionLocal() as session:
        yield session


async def async_iterable() -> AsyncIterable[int]:
    """An async one."""
    yield 1


def anything() -> Any:
    """It says nothing."""
    yield 1


def thing() -> object:
    """It says nothing either."""
    yield 1


def stream() -> Stream:
    """A protocol."""
    yield "line"


def unannotated():  # noqa: ANN201
    """Nothing is said."""
    yield 1


def returned() -> Session:
    """No generator."""
    return SessionLocal()


@contextmanager
def manager() -> Iterator[Session]:
    """What a manager is made of."""
    with SessionLocal() as session:
        yield session


@app.get("/", dependencies=[Depends(generator), Depends(alias), Depends(async_alias), Depends(stream)])
def root(
    a: Annotated[int, Depends(plain)],
    b: Annotated[int, Depends(iterable)],
    c: Annotated[int, Depends(maybe)],
    d: Annotated[int, Depends(by_module)],
    e: Annotated[int, Depends(async_iterable)],
    f: Annotated[int, Depends(anything)],
    g: Annotated[int, Depends(thing)],
    h: Annotated[int, Depends(unannotated)],
) -> int:
    """Depend on them."""
    with manager() as session, returned() as other:
        return sum((a, b, c, d, e, f, g, h, session is other))


async def numbers() -> AsyncIterator[int]:
    """Nobody depends on it."""
    yield 1
