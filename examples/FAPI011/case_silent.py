"""What is closed on every path, handed on, or not on the request path."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, closing, contextmanager, suppress

import psycopg2.pool
from fastapi import BackgroundTasks, FastAPI, HTTPException
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

app = FastAPI()
engine = create_engine("sqlite:///silent.db")
async_engine = create_async_engine("sqlite+aiosqlite:///silent.db")
make_session = sessionmaker(engine)
make_async_session = async_sessionmaker(async_engine, expire_on_commit=False)
registry = scoped_session(make_session)
pool: psycopg2.pool.ThreadedConnectionPool | None = None
kept: dict[str, Session] = {}


@app.get("/with")
def with_block() -> int:
    """Managers."""
    with make_session() as session, engine.connect() as connection, engine.begin() as transaction:
        connection.execute(text("SELECT 1"))
        transaction.execute(text("SELECT 1"))
        return session.execute(text("SELECT 1")).scalar_one()


@app.get("/finally")
def with_finally() -> int:
    """`finally`, with work that may fail before the `try`."""
    connection = sqlite3.connect("silent.db")
    connection.row_factory = sqlite3.Row
    cursor = connection.cursor()
    try:
        cursor.execute("SELECT 1")
        return int(cursor.fetchone()[0])
    except sqlite3.Error as error:
        connection.rollback()
        raise HTTPException(500, "no database") from error
    finally:
        cursor.close()
        connection.close()


@app.get("/guarded")
def guarded_finally() -> int:
    """Closed under the condition that it was opened."""
    session = None
    try:
        session = make_session()
        return session.execute(text("SELECT 1")).scalar_one()
    except ValueError:
        return 0
    finally:
        if session:
            session.close()


@app.get("/own")
def own_or_given(given: bool = False) -> int:
    """A flag remembers who closes."""
    session, own = None, False
    if not given:
        session = make_session()
        own = True
    try:
        return 0 if session is None else session.execute(text("SELECT 1")).scalar_one()
    finally:
        if own and session is not None:
            session.close()


@app.get("/stack")
def exit_stack() -> int:
    """Stacks close what they enter, push or call."""
    with ExitStack() as stack:
        session = stack.enter_context(make_session())
        connection = sqlite3.connect("silent.db")
        stack.callback(connection.close)
        other = stack.enter_context(closing(sqlite3.connect("silent.db")))
        return session.execute(text("SELECT 1")).scalar_one() + other.total_changes


@app.get("/async")
async def asynchronous() -> int:
    """Async managers, and a close that is shielded from nothing."""
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(make_async_session())
        second = AsyncSession(async_engine)
        try:
            await first.execute(text("SELECT 1"))
            return (await second.execute(text("SELECT 1"))).scalar_one()
        finally:
            await second.close()


@app.get("/pool")
def from_pool() -> int:
    """Given back to its pool."""
    if pool is None:
        return 0
    connection = pool.getconn()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.rowcount
    finally:
        pool.putconn(connection)


@app.get("/registry")
def from_registry() -> int:
    """The registry keeps one for each thread."""
    session = registry()
    return session.execute(text("SELECT 1")).scalar_one()


def finish(session: Session) -> None:
    """Close what comes in."""
    with suppress(ValueError):
        session.commit()
    session.close()


@app.get("/handed")
def handed_on(tasks: BackgroundTasks) -> int:
    """A task closes it later."""
    session = make_session()
    tasks.add_task(finish, session)
    return 1


@app.get("/thread")
def thread() -> int:
    """A thread has it."""
    session = make_session()
    threading.Thread(target=finish, args=(session,)).start()
    return 1


@app.get("/callee")
def closed_by_callee() -> int:
    """Another function closes it."""
    session = make_session()
    finish(session)
    return 1


@app.get("/stream")
def stream() -> StreamingResponse:
    """The stream closes it at its end."""
    session = make_session()

    def lines() -> Iterator[str]:
        try:
            yield str(session.is_active)
        finally:
            session.close()

    return StreamingResponse(lines())


@app.get("/kept/{name}")
def keep(name: str) -> int:
    """Stored for later requests."""
    session = make_session()
    kept[name] = session
    return len(kept)


@app.get("/offloaded")
async def offloaded() -> int:
    """Closed in a thread."""
    session = make_session()
    try:
        return 1
    finally:
        await run_in_threadpool(session.close)


@contextmanager
def scope() -> Iterator[Session]:
    """A manager of one's own."""
    session = make_session()
    try:
        yield session
    finally:
        session.close()


@app.get("/scope")
def in_scope() -> int:
    """Enter it."""
    with scope() as session:
        return session.execute(text("SELECT 1")).scalar_one()


class Work:
    """Opens a session for itself, and closes it when it is left."""

    def __init__(self) -> None:
        self.session = make_session()

    def __enter__(self) -> "Work":
        return self

    def __exit__(self, *error: object) -> None:
        self.session.close()


class Wrapped:
    """Takes a session over."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def close(self) -> None:
        """Close it."""
        self.session.close()


@app.get("/work")
def work() -> bool:
    """Objects that own sessions."""
    wrapped = Wrapped(make_session())
    try:
        with Work() as own:
            return own.session.is_active
    finally:
        wrapped.close()


@app.get("/several")
def several() -> list[bool]:
    """Several sessions, closed in a loop."""
    sessions = [make_session() for _ in range(2)]
    try:
        return [each.is_active for each in sessions]
    finally:
        for each in sessions:
            each.close()


def fill() -> None:
    """A script's function, that no request reaches."""
    session = make_session()
    session.execute(text("SELECT 1"))
    session.commit()


if __name__ == "__main__":
    fill()
