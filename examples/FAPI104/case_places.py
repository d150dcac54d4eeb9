"""Sessions that are opened where no dependency reaches: middleware, exception handlers, tasks, sockets.

All of these run on the event loop; those that are plain functions do not.
"""

import asyncio
from collections.abc import AsyncIterator

from fastapi import BackgroundTasks, FastAPI, Request, WebSocket
from fastapi.responses import JSONResponse, StreamingResponse
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI(title="Log, live at /socket")
engine = create_engine("sqlite:///./places.db")
SessionLocal = sessionmaker(engine)


class Base(DeclarativeBase):
    """The base of all tables."""


class Entry(Base):
    """A line of the log."""

    __tablename__ = "entries"
    id: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str]


class Missing(Exception):
    """Something is not there."""


class Audit(BaseHTTPMiddleware):
    """Writes down every request."""

    async def dispatch(self, request: Request, call_next):
        """Write before the handler runs."""
        with SessionLocal() as db:
            db.add(Entry(line=request.url.path))
            db.commit()  # expect: FAPI104
        return await call_next(request)


app.add_middleware(Audit)


@app.exception_handler(Missing)
async def missing(request: Request, error: Missing) -> JSONResponse:
    """Write down the error."""
    with SessionLocal() as db:
        db.add(Entry(line="missing"))
        db.commit()  # expect: FAPI104
    return JSONResponse({"detail": "missing"}, status_code=404)


async def write_entry(line: str) -> None:
    """A background task that is a coroutine."""
    with SessionLocal() as db:
        db.add(Entry(line=line))
        db.commit()  # expect: FAPI104


def write_entry_plain(line: str) -> None:
    """A background task that is a plain function."""
    with SessionLocal() as db:
        db.add(Entry(line=line))
        db.commit()


async def lines() -> AsyncIterator[str]:
    """The body of a response, row by row."""
    with SessionLocal() as db:
        for entry in db.query(Entry).limit(10):  # expect: FAPI104
            yield entry.line


@app.post("/entries/{line}")
async def create(line: str, tasks: BackgroundTasks) -> int:
    """Tasks of both kinds."""
    tasks.add_task(write_entry, line)
    tasks.add_task(write_entry_plain, line)
    await asyncio.gather(write_entry("first"), asyncio.to_thread(write_entry_plain, "second"))
    return len(line)


@app.get("/entries")
async def stream() -> StreamingResponse:
    """A stream from a coroutine that queries."""
    return StreamingResponse(lines())


@app.get("/missing")
def fail() -> None:
    """A plain handler; the exception handler is none."""
    raise Missing


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    """A websocket."""
    await websocket.accept()
    with SessionLocal() as db:
        entry = db.get(Entry, 1)  # expect: FAPI104
    await websocket.send_text(entry.line if entry else "none")
    await websocket.receive_text()
