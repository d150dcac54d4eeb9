"""Functions that serve both worlds: the branch that is taken decides.

`isinstance`, `None`, flags of an object, constants, and functions that only raise.
"""

import inspect
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
DATABASE_URL = "sqlite:///./switches.db"
ASYNC_DATABASE_URL = "sqlite+aiosqlite:///./switches.db"
SessionLocal = sessionmaker(create_engine(DATABASE_URL))
AsyncSessionLocal = async_sessionmaker(create_async_engine(ASYNC_DATABASE_URL), expire_on_commit=False)
PING = text("SELECT 1")
USE_LEGACY = False


def get_db():
    """Provide a session."""
    with SessionLocal() as db:
        yield db


async def get_async_db():
    """Provide an asynchronous session."""
    async with AsyncSessionLocal() as db:
        yield db


Database = Annotated[Session, Depends(get_db)]
AsyncDatabase = Annotated[AsyncSession, Depends(get_async_db)]


async def execute(db: Session | AsyncSession) -> int:
    """Await the one, block with the other: only the second branch is reported."""
    if isinstance(db, AsyncSession):
        return (await db.execute(PING)).scalar_one()
    return db.execute(PING).scalar_one()  # expect: FAPI104


async def commit(db):
    """The same without annotations: the caller decides."""
    if isinstance(db, AsyncSession):
        await db.commit()
    else:
        db.commit()


async def result_of(db):
    """Await the result when it turns out to be awaitable."""
    result = db.execute(PING)
    if inspect.isawaitable(result):
        result = await result
    return result.scalar_one()


def close(db):
    """A plain function that knows what it must not do."""
    if isinstance(db, AsyncSession):
        raise TypeError("await db.close() yourself")
    db.execute(PING)


def count(db: Session | None) -> int:
    """Do nothing without a session."""
    if db is None:
        return 0
    return db.scalar(PING) or 0


def legacy(db: Session) -> int:
    """Switched off by a constant."""
    if USE_LEGACY:
        return db.scalar(PING) or 0
    return 0


def not_yet(db: Session) -> int:
    """Only raises."""
    raise NotImplementedError
    return db.scalar(PING)


@app.get("/sync")
async def with_sync(db: Database) -> int:
    """The session is synchronous: the branches for that are taken."""
    await result_of(db)  # expect: FAPI109
    await commit(db)  # expect: FAPI109
    close(db)  # expect: FAPI109
    return await execute(db) + count(db)  # expect: FAPI109


@app.get("/async")
async def with_async(db: AsyncDatabase) -> int:
    """The session is asynchronous: nothing blocks."""
    await commit(db)
    await result_of(db)
    if isinstance(db, Session):
        db.commit()
    return await execute(db)


@app.get("/none")
async def without(db: Database) -> int:
    """No session, a constant, and a function that only raises."""
    try:
        return count(None) + legacy(db) + not_yet(db)
    except NotImplementedError:
        return 0
