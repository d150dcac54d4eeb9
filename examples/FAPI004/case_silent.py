"""What may stand after a `yield`: clean-up, error paths, and work of dependencies that end in time."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite:///shop.db")
SessionLocal = sessionmaker(bind=engine)
AsyncSessionLocal = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///shop.db"), expire_on_commit=False
)
SCOPE: Literal["function"] = "function"
app = FastAPI()


def ends_in_time() -> Iterator[Session]:
    """All who depend on it say so."""
    with SessionLocal.begin() as session:
        yield session
        session.commit()


def rolls_back() -> Iterator[Session]:
    """A clean-up, and a commit before the `yield`."""
    session = SessionLocal()
    session.commit()
    try:
        yield session
    finally:
        session.rollback()
        session.close()


def refuses_failures() -> Iterator[Session]:
    """A request that failed has no response yet."""
    session = SessionLocal()
    try:
        yield session
    except IntegrityError as error:
        raise HTTPException(409) from error
    except ValueError:
        session.commit()
        raise
    finally:
        session.close()


async def savepoint() -> AsyncIterator[AsyncSession]:
    """A savepoint is no commit."""
    async with AsyncSessionLocal() as session:
        async with session.begin_nested():
            yield session


def refuses_before(name: str = "") -> Iterator[str]:
    """In time."""
    if name == "nobody":
        raise HTTPException(404)
    yield name


@contextmanager
def reads_only() -> Iterator[Session]:
    """A manager without a commit."""
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()


def by_manager() -> Iterator[Session]:
    """Around the `yield`."""
    with reads_only() as session:
        yield session


def exclusive(save: bool = False) -> Iterator[Session]:
    """The commit belongs to a branch without the `yield`."""
    with SessionLocal() as session:
        if save:
            session.commit()
            raise HTTPException(409)
        yield session


@app.post("/first")
def first(
    a: Annotated[Session, Depends(ends_in_time, scope="function")],
    b: Annotated[Session, Depends(rolls_back)],
    c: Annotated[Session, Depends(refuses_failures)],
    d: Annotated[AsyncSession, Depends(savepoint)],
    e: Annotated[str, Depends(refuses_before)],
) -> None:
    """Depend on some."""


@app.post("/second")
def second(
    a: Annotated[Session, Depends(by_manager)],
    b: Annotated[Session, Depends(exclusive)],
    c: Session = Depends(ends_in_time, scope=SCOPE),
) -> None:
    """Depend on others."""
