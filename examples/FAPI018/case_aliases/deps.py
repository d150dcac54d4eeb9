"""Aliases of dependencies."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

Sessions = async_sessionmaker(create_async_engine("sqlite+aiosqlite:///shop.db"), expire_on_commit=False)


async def get_session():  # noqa: ANN201
    """Yield a session, without saying so."""
    async with Sessions() as session:
        yield session


async def get_names() -> AsyncIterator[str]:
    """Yield a name."""
    yield "alice"


SessionDep = Annotated[AsyncSession, Depends(get_session)]
BriefSession = Annotated[AsyncSession, Depends(get_session, scope="function")]
Name = Annotated[str, Depends(get_names)]
