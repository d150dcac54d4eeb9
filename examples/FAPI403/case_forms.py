"""Other ways to hand over what belongs to a request: closures, `partial`, threads, executors, scopes."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, Request, UploadFile
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
engine = create_engine("sqlite:///forms.db")
make_session = sessionmaker(engine)
make_async_session = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///forms.db"), expire_on_commit=False
)
executor = ThreadPoolExecutor()
tasks_running: list[asyncio.Task[None]] = []


def get_db() -> Iterator[Session]:
    """Yield a session out of a `with`."""
    with make_session() as db:
        yield db


async def get_async_db() -> AsyncIterator[AsyncSession]:
    """Yield an asynchronous session."""
    async with make_async_session() as db:
        yield db


def get_connection() -> Iterator[Connection]:
    """Yield a connection."""
    with engine.connect() as connection:
        yield connection


def work(db: Session, number: int = 1) -> None:
    """Use a session."""
    db.execute(text("SELECT :number"), {"number": number})


async def work_later(db: AsyncSession) -> None:
    """Use a session."""
    await db.execute(text("SELECT 1"))


def use_connection(connection: Connection) -> None:
    """Use a connection."""
    connection.execute(text("SELECT 1"))


def parse(file: UploadFile) -> bytes:
    """Read an upload."""
    return file.file.read(100)


def store(upload: UploadFile) -> bytes:
    """Hand an upload on."""
    return parse(upload)


@app.post("/default")
def default(tasks: BackgroundTasks, db: Session = Depends(get_db)) -> None:
    """As default, by keyword."""
    tasks.add_task(work, number=2, db=db)  # expect: FAPI403


@app.post("/untyped")
def untyped(tasks: BackgroundTasks, db=Depends(get_db)) -> None:  # noqa: ANN001
    """Known by the provider only; on several lines."""
    tasks.add_task(
        work,
        db,  # expect: FAPI403
    )


@app.post("/asynchronous")
async def asynchronous(tasks: BackgroundTasks, db: Annotated[AsyncSession, Depends(get_async_db)]) -> None:
    """An asynchronous session."""
    tasks.add_task(work_later, db)  # expect: FAPI403


@app.post("/function")
def with_function_scope(
    tasks: BackgroundTasks, db: Annotated[Session, Depends(get_db, scope="function")]
) -> None:
    """Closed before the response, so before the task on every version."""
    tasks.add_task(work, db)  # expect: FAPI403


@app.post("/closures")
def closures(tasks: BackgroundTasks, connection: Annotated[Connection, Depends(get_connection)]) -> None:
    """In a lambda, a `partial`, a nested function."""

    def nested() -> None:
        use_connection(connection)

    tasks.add_task(nested)  # expect: FAPI403
    tasks.add_task(lambda: use_connection(connection))  # expect: FAPI403
    tasks.add_task(partial(use_connection, connection))  # expect: FAPI403


@app.post("/task")
async def in_task(db: Annotated[AsyncSession, Depends(get_async_db)]) -> None:
    """In an asyncio task that something else keeps."""
    tasks_running.append(asyncio.create_task(work_later(db)))  # expect: FAPI403


@app.post("/thread")
def in_thread(file: UploadFile, db: Annotated[Session, Depends(get_db)]) -> None:
    """In threads."""
    threading.Thread(target=work, args=(db,)).start()  # expect: FAPI403
    thread = threading.Thread(target=work, kwargs={"db": db})  # expect: FAPI403
    thread.start()
    threading.Thread(target=store, args=(file,), daemon=True).start()  # expect: FAPI403


@app.post("/executor")
def in_executor(file: UploadFile, db: Annotated[Session, Depends(get_db)]) -> None:
    """In an executor, of which nobody asks the result."""
    executor.submit(work, db)  # expect: FAPI403
    executor.submit(parse, file)  # expect: FAPI403


async def read_form(request: Request) -> None:
    """Read a form."""
    await request.form()


@app.post("/form")
async def form(request: Request) -> None:
    """A task that reads the body as a form."""
    tasks_running.append(asyncio.create_task(read_form(request=request)))  # expect: FAPI403


@app.post("/nested")
async def in_nested(db: Annotated[AsyncSession, Depends(get_async_db)]) -> None:
    """In a function of the path operation's own, a lambda and a `partial`."""

    async def go_on() -> None:
        await work_later(db)

    tasks_running.append(asyncio.create_task(go_on()))  # expect: FAPI403
    threading.Thread(target=lambda: work(db)).start()  # expect: FAPI403
    executor.submit(partial(work, db))  # expect: FAPI403


@app.post("/kept-on-the-app")
async def kept_on_the_app(request: Request, db: Annotated[AsyncSession, Depends(get_async_db)]) -> None:
    """In an attribute of something that outlives the request, and under a key."""
    app.state.task = asyncio.create_task(work_later(db))  # expect: FAPI403
    task = asyncio.create_task(work_later(db))  # expect: FAPI403
    request.app.state.tasks["now"] = task
