"""Other ways to make an engine or a pool anew."""

from typing import Annotated

import asyncpg
from fastapi import APIRouter, Depends, FastAPI, Request, Response, WebSocket
from fastapi.middleware.cors import CORSMiddleware
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.ext.asyncio import create_async_engine as new_engine
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

router = APIRouter()
URL = "sqlite+aiosqlite:///items.db"


class Repository:
    """Makes an engine in its constructor."""

    def __init__(self) -> None:
        self.engine = new_engine(url=URL)


class PoolPerRequest:
    """A dependency that is an object."""

    async def __call__(self) -> asyncpg.Pool:
        """Called for each request."""
        return await asyncpg.create_pool(dsn="postgresql://localhost/items")  # expect: FAPI009


class EngineMiddleware(BaseHTTPMiddleware):
    """A middleware that makes an engine for each request."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Called for each request."""
        request.state.engine = new_engine(URL)
        engine = new_engine(URL)  # expect: FAPI009
        request.state.url = str(engine.url)
        return await call_next(request)


@router.get("/one")
async def one() -> str:
    """The constructor is called."""
    return str(Repository().engine.url)  # expect: FAPI009


@router.get("/two")
async def two(pool: Annotated[asyncpg.Pool, Depends(PoolPerRequest())]) -> str:
    """The object is called by FastAPI."""
    return str(pool)


@router.websocket("/three")
async def three(websocket: WebSocket) -> None:
    """A connection is a request too."""
    await websocket.accept()
    engine = new_engine(URL)  # expect: FAPI009
    sessions = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)  # expect: FAPI009
    async with sessions() as session:
        await websocket.send_text(str(session.bind))


def create_app() -> FastAPI:
    """Path operations inside of a factory."""
    app = FastAPI()
    at_start = new_engine(URL)
    app.add_middleware(EngineMiddleware)
    app.add_middleware(CORSMiddleware, allow_origins=["https://example.com"])
    app.include_router(router)

    @app.get("/four")
    async def four() -> str:
        engine = new_engine(URL)  # expect: FAPI009
        return f"{engine.url} {at_start.url}"

    return app
