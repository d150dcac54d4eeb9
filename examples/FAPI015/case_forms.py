"""Wrong annotations of other generators that are dependencies."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated, Optional

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite:///shop.db"))
AsyncSessionLocal = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///shop.db"), expire_on_commit=False
)
app = FastAPI()


@dataclass
class User:
    """A class of the project."""

    name: str


async def async_session() -> AsyncSession:  # expect: FAPI015
    """An async one."""
    async with AsyncSessionLocal() as session:
        yield session


def maybe() -> Optional[Session]:  # expect: FAPI015
    """It may be missing."""
    yield None


def maybe_too() -> Session | None:  # expect: FAPI015
    """As a union."""
    yield None


def quoted() -> "Session":  # noqa: UP037  # expect: FAPI015
    """In quotes."""
    with SessionLocal() as session:
        yield session


def nothing() -> None:  # expect: FAPI015
    """Only something around the request."""
    yield


def user() -> User:  # expect: FAPI015
    """A class of the project."""
    yield User("alice")


def name() -> str:  # expect: FAPI015
    """A class of Python."""
    yield "alice"


async def sync_iterator() -> Iterator[User]:  # expect: FAPI015
    """An iterator that is not async."""
    yield User("alice")


def async_iterator() -> AsyncIterator[User]:  # expect: FAPI015
    """An iterator that is."""
    yield User("alice")


class Users:
    """Methods are dependencies too."""

    def session(
        self,
    ) -> Session:  # expect: FAPI015
        """A class of a library."""
        with SessionLocal() as session:
            yield session


users = Users()


@app.get(
    "/", dependencies=[Depends(nothing), Depends(users.session), Depends(async_session), Depends(quoted)]
)
def root(
    a: Annotated[Session | None, Depends(maybe)],
    b: Annotated[Session | None, Depends(maybe_too)],
    c: Annotated[User, Depends(user)],
    d: Annotated[str, Depends(name)],
    e: Annotated[User, Depends(async_iterator)],
) -> str:
    """Depend on them."""
    return d


@app.get("/user")
async def read_user(found: Annotated[User, Depends(sync_iterator)]) -> str:
    """Depend on one more."""
    return found.name
