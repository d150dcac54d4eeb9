"""Two databases: one blocks, the other is awaited."""

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

make_session = sessionmaker(create_engine("sqlite:///./library.db"))
make_async_session = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///./library.db"), expire_on_commit=False
)


def get_db():
    """Provide a session."""
    with make_session() as db:
        yield db


async def get_async_db():
    """Provide an asynchronous session."""
    async with make_async_session() as db:
        yield db
