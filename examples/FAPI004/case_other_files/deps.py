"""Dependencies that go through the manager of another file."""

from collections.abc import AsyncIterator
from typing import Annotated

from database import session_scope
from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession


async def late() -> AsyncIterator[AsyncSession]:
    """End after the response."""
    async with session_scope() as session:  # expect: FAPI004
        yield session


async def in_time() -> AsyncIterator[AsyncSession]:
    """End before it."""
    async with session_scope() as session:
        yield session


LateSession = Annotated[AsyncSession, Depends(late)]
SessionInTime = Annotated[AsyncSession, Depends(in_time, scope="function")]
