"""Engines that are made once, however that is written: nothing to report."""

import functools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request
from sqlalchemy import Engine, create_engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import Session

_engine: Engine | None = None
_by_tenant: dict[str, Engine] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """At start-up an engine is made."""
    app.state.engine = create_async_engine("sqlite+aiosqlite:///items.db")
    try:
        yield
    finally:
        await app.state.engine.dispose()


app = FastAPI(lifespan=lifespan)


@functools.lru_cache
def engine_of(url: str) -> Engine:
    """Remembered for each URL."""
    return create_engine(url)


def global_engine() -> Engine:
    """Remembered in a global."""
    global _engine
    if _engine is None:
        _engine = create_engine("sqlite:///items.db")
    return _engine


def tenant_engine(tenant: str) -> Engine:
    """Remembered in a dictionary."""
    if tenant not in _by_tenant:
        engine = create_engine(f"sqlite:///{tenant}.db")
        _by_tenant[tenant] = engine
    return _by_tenant[tenant]


def open_engine(name: str) -> Engine:
    """Remembers what it made, in either branch; it does not look first."""
    if name == "main":
        engine = create_engine("sqlite:///main.db", echo=True)
    else:
        engine = create_engine(f"sqlite:///{name}.db")
    _by_tenant[name] = engine
    return engine


@app.get("/named/{name}")
def named(name: str) -> str:
    """Looks first, and has it made elsewhere."""
    if name in _by_tenant:
        return str(_by_tenant[name].url)
    return str(open_engine(name).url)


class Database:
    """Remembers its engine."""

    def __init__(self) -> None:
        self.engine: AsyncEngine | None = None

    def connect(self) -> AsyncEngine:
        """Make it at the first call."""
        self.engine = self.engine or create_async_engine("sqlite+aiosqlite:///items.db")
        return self.engine


database = Database()


@app.get("/one")
def one(request: Request, engine: Engine = Depends(global_engine)) -> str:
    """All of them are asked."""
    with Session(engine_of("sqlite:///items.db")) as session, Session(tenant_engine("one")) as other:
        return f"{session.bind} {other.bind} {engine} {database.connect()} {request.app.state.engine}"
