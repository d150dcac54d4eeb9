"""A factory of async sessions whose objects expire when the session commits.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies", whose
factory has `expire_on_commit=False`; here it is missing, where it matters most. Amended: the guide's
factory is a sync one.
"""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine("sqlite+aiosqlite:///items.db")
SessionLocal = async_sessionmaker(bind=engine)  # expect: FAPI012
app = FastAPI()


class Base(DeclarativeBase):
    """Base of the tables."""


class Item(Base):
    """Something to sell."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


async def get_db() -> AsyncIterator[AsyncSession]:
    """A session for each request."""
    async with SessionLocal() as db:
        yield db


@app.post("/items", status_code=201)
async def create_item(name: str, db: Annotated[AsyncSession, Depends(get_db)]) -> dict[str, str]:
    """Read an attribute after the commit."""
    item = Item(name=name)
    db.add(item)
    await db.commit()
    return {"name": item.name}
