"""What belongs to one request, in work that goes on behind it.

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


Database = Annotated[Session, Depends(get_db)]


def count(db: Session, number: int) -> None:
    """Tell whether the session comes with a connection, and use it."""
    outcomes.append(db.in_transaction())
    db.execute(text("SELECT :number"), {"number": number})


async def other_service() -> None:
    """Ask another service."""
    await asyncio.sleep(0.1)


async def keep(file: UploadFile) -> None:
    """Read an upload when the other service is ready."""
    await other_service()
    outcomes.append(await file.read(100))


async def examine(request: Request) -> None:
    """Read a body when the other service is ready."""
    await other_service()
    outcomes.append(await request.body())


@app.post("/items/{number}")
def create_item(number: int, db: Database, tasks: BackgroundTasks) -> int:
    """The session keeps its connection until the task has ended; before FastAPI 0.118 it is closed."""
    db.execute(text("SELECT 1"))
    tasks.add_task(count, db, number)  # expect: FAPI403
    return number


@app.post("/files")
async def create_file(file: UploadFile) -> str | None:
    """FastAPI closes the file before the task reads it."""
    task = asyncio.create_task(keep(file))  # expect: FAPI403
    running.add(task)
    task.add_done_callback(running.discard)
    return file.filename


@app.post("/events")
async def create_event(request: Request) -> str:
    """Nobody can read the body any more when the task tries."""
    task = asyncio.create_task(examine(request))  # expect: FAPI403
    running.add(task)
    task.add_done_callback(running.discard)
    return "accepted"
