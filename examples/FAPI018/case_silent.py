"""Streams and tasks that use the session themselves, and path operations that neither stream nor go on."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite:///shop.db"))
AsyncSessionLocal = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///shop.db"), expire_on_commit=False
)
app = FastAPI()


def get_db() -> Iterator[Session]:
    """Yield a session."""
    with SessionLocal() as session:
        yield session


async def get_async_db() -> AsyncIterator[AsyncSession]:
    """Yield an async one."""
    async with AsyncSessionLocal() as session:
        yield session


def get_number() -> Iterator[int]:
    """Yield something else."""
    yield 1


def rows(db: Session) -> Iterator[str]:
    """Read while sending."""
    for row in db.execute(text("SELECT 1 LIMIT 1")):
        yield str(row)


@app.get("/argument")
def argument(db: Annotated[Session, Depends(get_db)]) -> StreamingResponse:
    """The stream is given the session."""
    return StreamingResponse(rows(db))


@app.get("/name")
def name(db: Annotated[Session, Depends(get_db)]) -> StreamingResponse:
    """Under a name of its own."""
    found = rows(db)
    content = (line.upper() for line in found)
    return StreamingResponse(content, media_type="text/plain")


@app.get("/closure")
async def closure(db: Annotated[AsyncSession, Depends(get_async_db)]) -> StreamingResponse:
    """The stream is a function in this one."""

    async def generate() -> AsyncIterator[str]:
        result = await db.execute(text("SELECT 1 LIMIT 1"))
        yield str(result.scalar())

    return StreamingResponse(generate())


class Items:
    """What is made of a session."""

    def __init__(self, db: Session) -> None:
        self.db = db


def get_items(db: Annotated[Session, Depends(get_db)]) -> Items:
    """A dependency on the same session."""
    return Items(db)


def update(items: Items) -> None:
    """Use it later."""
    items.db.execute(text("SELECT 1"))


@app.get("/repository")
def repository(
    db: Annotated[Session, Depends(get_db)],
    items: Annotated[Items, Depends(get_items)],
    tasks: BackgroundTasks,
) -> bool:
    """The task uses it through another dependency."""
    tasks.add_task(update, items)  # expect: FAPI403
    return db.is_active


@app.get("/closed")
def closed(db: Annotated[Session, Depends(get_db)], tasks: BackgroundTasks) -> bool:
    """The path operation closes it."""
    is_active = db.is_active
    db.close()
    tasks.add_task(print, is_active)
    return is_active


@app.get("/unused")
def unused(db: Annotated[Session, Depends(get_db)], tasks: BackgroundTasks) -> None:
    """A session that is not used has no connection."""
    tasks.add_task(print, "unused")


def add_tasks(tasks: BackgroundTasks, db: Session) -> None:
    """Add what uses the session."""
    tasks.add_task(db.execute, text("SELECT 1"))  # expect: FAPI403


@app.get("/handed-on")
def handed_on(db: Annotated[Session, Depends(get_db)], tasks: BackgroundTasks) -> None:
    """Another function adds more tasks."""
    tasks.add_task(print, "done")
    add_tasks(tasks, db)


@app.get("/plain")
def plain(db: Annotated[Session, Depends(get_db)]) -> bool:
    """No stream."""
    return db.is_active


@app.get("/number")
def number(found: Annotated[int, Depends(get_number)], tasks: BackgroundTasks) -> None:
    """No session."""
    tasks.add_task(print, found)


@app.get("/no-task")
def no_task(db: Annotated[Session, Depends(get_db)], tasks: BackgroundTasks) -> int:
    """No task."""
    return len(tasks.tasks) + db.is_active
