"""Coroutines of libraries that are dropped, used as data, or tested.

Uploads, requests, websockets, sessions, HTTP clients, Redis, threads, and asyncio itself.
"""

import asyncio

import httpx
import redis.asyncio as redis
from fastapi import Depends, FastAPI, Request, UploadFile, WebSocket
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

app = FastAPI()
SessionLocal = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///./libraries.db"), expire_on_commit=False
)
cache = redis.from_url("redis://localhost")
shared_client = httpx.AsyncClient()
LIMIT = 1_000_000
written: list[str] = []


async def get_db():
    """Provide a session."""
    async with SessionLocal() as session:
        yield session


async def get_client():
    """Provide the client of the module."""
    return shared_client


def write(line: str) -> None:
    """Write, in a thread."""
    written.append(line)


@app.post("/uploads", max_body_size=LIMIT)
async def uploads(file: UploadFile) -> str:
    """An upload."""
    file.seek(0)  # expect: FAPI114
    content = await file.read(LIMIT)
    file.close()  # expect: FAPI114
    return content.decode()


@app.post("/requests")
async def requests(request: Request) -> dict[str, object]:
    """A request."""
    body = request.json()  # expect: FAPI114
    return {"body": body, "form": await request.form()}


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    """A websocket."""
    websocket.accept()  # expect: FAPI114
    websocket.send_text("hello")  # expect: FAPI114
    await websocket.close()


@app.post("/sessions")
async def sessions(db: AsyncSession = Depends(get_db), other=Depends(get_db)) -> int:
    """A session, by its annotation and by its provider."""
    db.execute(text("SELECT 1"))  # expect: FAPI114
    result = other.execute(text("SELECT 2"))  # expect: FAPI114
    db.commit()  # expect: FAPI114
    return result.scalar_one()


@app.get("/clients")
async def clients(client=Depends(get_client)) -> int:
    """An HTTP client that only its provider gives away."""
    if client.head("https://example.com"):  # expect: FAPI114
        return client.get("https://example.com").status_code  # expect: FAPI114
    return 0


@app.post("/threads")
async def threads() -> str:
    """A thread that never starts."""
    run_in_threadpool(write, "a")  # expect: FAPI114
    asyncio.to_thread(write, "b")  # expect: FAPI114
    return "ok"


@app.post("/pauses")
async def pauses() -> str:
    """A pause that is none."""
    asyncio.sleep(1)  # expect: FAPI114
    return "ok"


@app.delete("/cache", status_code=204)
async def close_cache() -> None:
    """Redis."""
    cache.flushdb()  # expect: FAPI114
    cache.aclose()  # expect: FAPI114


@app.post("/awaited", max_body_size=LIMIT)
async def awaited(request: Request, db: AsyncSession = Depends(get_db)) -> object:
    """Awaited as it should be; some methods are no coroutines."""
    db.add_all([])
    await db.commit()
    await run_in_threadpool(write, "c")
    request.url_for("awaited")
    return await request.json()
