"""Annotations that name what makes the session instead of its class."""

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import scoped_session, sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(bind=create_engine("sqlite:///./makers.db"))
Registry = scoped_session(SessionLocal)
async_engine = create_async_engine("sqlite+aiosqlite:///./makers.db")
AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)


def get_db():
    """Provide a session."""
    with SessionLocal() as db:
        yield db


async def count_users(db: SessionLocal) -> int:
    """The factory is meant to stand for what it makes."""
    return db.execute(text("SELECT count(*) FROM users")).scalar_one()  # expect: FAPI104


async def remove_users(db: Registry) -> None:
    """A registry makes sessions, too."""
    db.execute(text("DELETE FROM users"))  # expect: FAPI104


async def add_user(db: AsyncSessionLocal) -> None:
    """Sessions of asyncio are awaited."""
    await db.execute(text("INSERT INTO users DEFAULT VALUES"))


@app.post("/users")
async def replace_users(db: SessionLocal = Depends(get_db)) -> int:
    """What the provider gives is a session."""
    await remove_users(db)
    db.commit()  # expect: FAPI104
    return await count_users(db)
