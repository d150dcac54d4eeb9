"""Other forms of it, and what is exempt."""

from typing import Any

import sqlalchemy.ext.asyncio as sa
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession as Base
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlmodel.ext.asyncio.session import AsyncSession

app = FastAPI()
engine = create_async_engine("sqlite+aiosqlite:///forms.db")


class OwnSession(Base):
    """A session class with nothing of its own."""


class ForgivingSession(Base):
    """A session class that chooses itself."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **{"expire_on_commit": False, **keywords})


plain = sa.async_sessionmaker()  # expect: FAPI012
older = sessionmaker(bind=engine, class_=Base)  # expect: FAPI012
sqlmodel = async_sessionmaker(engine, class_=AsyncSession)  # expect: FAPI012
own = sessionmaker(  # expect: FAPI012
    class_=OwnSession,
    autoflush=False,
)

chosen = async_sessionmaker(engine, expire_on_commit=True)
forgiving = async_sessionmaker(engine, class_=ForgivingSession)
options: dict[str, Any] = {"expire_on_commit": False}
unpacked = async_sessionmaker(engine, **options)
synchronous = sessionmaker(class_=Session)
default = sessionmaker()


def make() -> async_sessionmaker[Base]:
    """In a factory, as applications do."""
    return async_sessionmaker(engine)  # expect: FAPI012
