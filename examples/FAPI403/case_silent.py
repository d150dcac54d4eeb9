"""What may be handed over, and work that the function waits for."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

from fastapi import BackgroundTasks, Depends, FastAPI, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
make_session = sessionmaker(create_engine("sqlite:///silent.db"))
tasks_running: list[asyncio.Task[Any]] = []
tasks_by_name: dict[str, asyncio.Task[bytes]] = {}


class Settings:
    """Not a resource."""

    name = "settings"


def get_settings() -> Iterator[Settings]:
    """Yield something that needs no end."""
    yield Settings()


def get_db() -> Iterator[Session]:
    """Yield a session."""
    with make_session() as db:
        yield db


def get_factory() -> sessionmaker[Session]:
    """Return what makes sessions."""
    return make_session


def use(settings: Settings) -> str:
    """Use the settings."""
    return settings.name


def work(factory: sessionmaker[Session]) -> None:
    """Open a session of its own."""
    with factory() as db:
        db.execute(text("SELECT 1"))


def query(db: Session) -> None:
    """Use a session."""
    db.execute(text("SELECT 1"))


async def read(file: UploadFile) -> bytes:
    """Read an upload."""
    return await file.read(100)


async def body(request: Request) -> bytes:
    """Read a body."""
    return await request.body()


async def note(request: Request, name: str | None) -> str:
    """Look at what stays: headers and state."""
    return f"{request.headers.get('X-Name')} {request.app.state} {name}"


async def describe(file: UploadFile) -> str | None:
    """Look at what stays: the name."""
    return file.filename


@app.post("/tasks")
async def in_tasks(
    request: Request,
    file: UploadFile,
    tasks: BackgroundTasks,
    settings: Annotated[Settings, Depends(get_settings)],
    factory: Annotated[sessionmaker[Session], Depends(get_factory)],
) -> None:
    """Background tasks may still read the request and the upload."""
    tasks.add_task(use, settings)
    tasks.add_task(work, factory)
    tasks.add_task(read, file)
    tasks.add_task(body, request)


@app.post("/waited")
async def waited(request: Request, file: UploadFile, db: Annotated[Session, Depends(get_db)]) -> Any:
    """Tasks that are awaited, gathered or cancelled here."""
    first = asyncio.create_task(read(file))
    second = asyncio.create_task(body(request))
    third = asyncio.create_task(body(request))
    results = [await first, *await asyncio.gather(second)]
    third.cancel()
    await run_in_threadpool(query, db)
    await asyncio.get_running_loop().run_in_executor(None, query, db)
    thread = threading.Thread(target=query, args=(db,))
    thread.start()
    await run_in_threadpool(thread.join)
    return len(results)


@app.post("/kept")
async def kept(request: Request, file: UploadFile) -> None:
    """Tasks that need nothing that is closed."""
    tasks_running.append(asyncio.create_task(note(request, file.filename)))
    tasks_running.append(asyncio.create_task(describe(file)))


@app.post("/stream")
async def stream(request: Request) -> AsyncIterator[bytes]:
    """A local list of tasks, gathered later."""
    started = []
    started.append(asyncio.create_task(body(request)))
    for result in await asyncio.gather(*started):
        yield result


def helper(tasks: BackgroundTasks, db: Session) -> None:
    """A session from who knows where."""
    tasks.add_task(query, db)


@app.post("/own-session")
async def own_session(db: Annotated[Session, Depends(get_db)], name: str) -> str:
    """The work opens a session of its own, whatever it calls it; or it is waited for."""

    def go_on() -> None:
        with Session(engine) as db:
            query(db)

    async def ask() -> None:
        await run_in_threadpool(query, db)

    threading.Thread(target=go_on).start()
    task = asyncio.create_task(ask())
    await task
    threading.Thread(target=lambda: print(name)).start()
    return name


@app.post("/kept-and-awaited")
async def kept_and_awaited(file: UploadFile) -> int:
    """Kept where others see it, and awaited here; kept in something of its own; or under its own key."""
    app.state.task = asyncio.create_task(read(file))
    await app.state.task
    own: dict[str, asyncio.Task[bytes]] = {}
    own["first"] = asyncio.create_task(read(file))
    await asyncio.wait(own.values())
    tasks_by_name["now"] = asyncio.create_task(read(file))
    return len(await tasks_by_name["now"])


class Index:
    """Opens a connection of its own, which lives as long as the program."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path)

    def add(self, name: str) -> None:
        """Use it."""
        self.connection.execute("INSERT INTO names VALUES (?)", (name,))


shared_index = Index(":memory:")


class Names:
    """Is given a folder, and takes what all share."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.index = shared_index

    async def collect(self) -> None:
        """Go on when the request is over."""
        self.index.add(self.folder)  # expect: FAPI109

    def start(self) -> asyncio.Task[None]:
        """Nothing of the request is in it."""
        return asyncio.create_task(self.collect())


@app.post("/names")
async def start_collecting(folder: str) -> None:
    """What the task uses is nobody's to close."""
    collecting.append(Names(folder).start())


collecting: list[asyncio.Task[None]] = []
