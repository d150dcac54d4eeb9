"""Tasks get plain values, and open what they need.

Beyond the guide; compare 1. Dependency Injection Architecture, "Dependency pattern with automatic
cleanup", and 5. Background Task Decision Matrix. SQLite in memory stands in for PostgreSQL.
"""

import asyncio
from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, Request, UploadFile
from sqlalchemy import StaticPool, create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine, expire_on_commit=False)
app = FastAPI()
outcomes: list[object] = []
running: set[asyncio.Task[None]] = set()


def get_db() -> Iterator[Session]:
    """Open a session for one request."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


Database = Annotated[Session, Depends(get_db, scope="function")]


def count(number: int) -> None:
    """Open a session, which takes its connection when it needs one."""
    with SessionLocal() as db:
        outcomes.append(db.in_transaction())
        db.execute(text("SELECT :number"), {"number": number})


async def other_service() -> None:
    """Ask another service."""
    await asyncio.sleep(0.1)


async def keep(content: bytes) -> None:
    """Take what was read when the other service is ready."""
    await other_service()
    outcomes.append(content)


def start(task: asyncio.Task[None]) -> None:
    """Hold a task until it is done."""
    running.add(task)
    task.add_done_callback(running.discard)


@app.post("/items/{number}")
def create_item(number: int, db: Database, tasks: BackgroundTasks) -> int:
    """The session of the request ends with it."""
    db.execute(text("SELECT 1"))
    tasks.add_task(count, number)
    return number


@app.post("/files", max_body_size=1024 * 1024)
async def create_file(file: UploadFile) -> str | None:
    """Read while the file is open."""
    task = asyncio.create_task(keep(await file.read()))
    start(task)
    return file.filename


@app.post("/events")
async def create_event(request: Request) -> str:
    """Read while the client is there."""
    task = asyncio.create_task(keep(await request.body()))
    start(task)
    return "accepted"
