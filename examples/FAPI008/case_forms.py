"""Other forms of it: cursors, helpers, classes, dependencies, annotated assignments."""

import sqlite3
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

router = APIRouter()
engine = create_engine("sqlite:///forms.db")


def connect() -> sqlite3.Connection:
    """Open one for the caller."""
    opened = sqlite3.connect("forms.db", check_same_thread=False)
    opened.row_factory = sqlite3.Row
    return opened


connection = connect()  # expect: FAPI008
cursor = connection.cursor()  # expect: FAPI008
async_session: AsyncSession = AsyncSession(  # expect: FAPI008
    create_async_engine("sqlite+aiosqlite:///forms.db")
)

if engine.dialect.name == "sqlite":
    fallback = Session(engine)  # expect: FAPI008
else:
    fallback = Session(engine, autoflush=False)  # expect: FAPI008


class Repository:
    """A class whose objects share one session."""

    session = Session(engine)  # expect: FAPI008

    def count(self) -> int:
        """Use it."""
        return self.session.execute(text("SELECT 1")).scalar_one()


def repository() -> Repository:
    """The dependency."""
    return Repository()


def run(statement: str) -> list[sqlite3.Row]:
    """A helper of the path operations."""
    return cursor.execute(statement).fetchall()


def get_connection() -> sqlite3.Connection:
    """A dependency that gives the same one to all."""
    return connection


@router.get("/helper")
def through_helper() -> int:
    """Reach the cursor through a helper."""
    return len(run("SELECT 1"))


@router.get("/dependency")
def through_dependency(
    given: Annotated[sqlite3.Connection, Depends(get_connection)],
    found: Annotated[Repository, Depends(repository)],
) -> int:
    """Reach the others through dependencies."""
    return given.total_changes + found.count()


@router.get("/direct")
async def direct() -> str:
    """Use the sessions themselves."""
    return f"{async_session.is_active} {fallback.is_active}"
