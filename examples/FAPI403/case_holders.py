"""Sessions in services, in nested functions, and in helpers that are handed the background tasks."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, Request, UploadFile
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
make_session = sessionmaker(create_engine("sqlite:///shop.db"))
running: set[asyncio.Task[None]] = set()


def get_session() -> Iterator[Session]:
    """A session for each request."""
    with make_session() as session:
        yield session


def notify(name: str) -> None:
    """Needs no session."""
    print(name)


def count(session: Session, table: str) -> None:
    """Needs one."""
    session.execute(text("SELECT count(*) FROM numbers WHERE name = :name"), {"name": table})


class Repository:
    """Holds a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.name = "numbers"

    def refresh(self, name: str) -> None:
        """Uses it."""
        count(self._session, name)


class Service:
    """Holds it twice, and is a dependency itself."""

    def __init__(self, session: Session = Depends(get_session)) -> None:
        self.session = session
        self.repository = Repository(session)

    def refresh(self) -> None:
        """Uses it."""
        count(self.session, "numbers")

    def label(self) -> str:
        """Uses nothing."""
        return "service"

    def start(self, tasks: BackgroundTasks) -> None:
        """Its caller hands it the tasks of a request."""
        tasks.add_task(self.refresh)  # expect: FAPI403
        tasks.add_task(count, self.session, "numbers")  # expect: FAPI403
        tasks.add_task(notify, self.label())
        tasks.add_task(self.label)


def get_repository(session: Annotated[Session, Depends(get_session)]) -> Repository:
    """A dependency made of another."""
    return Repository(session)


def start_count(tasks: BackgroundTasks, session: Session) -> None:
    """A helper beside a path operation."""
    tasks.add_task(count, session, "numbers")  # expect: FAPI403


def start_count_by_hand(tasks: BackgroundTasks, session: Session) -> None:
    """Nobody who serves requests calls it."""
    tasks.add_task(count, session, "numbers")


@app.post("/service")
def use_service(tasks: BackgroundTasks, service: Annotated[Service, Depends()]) -> None:
    """A method of a dependency."""
    tasks.add_task(service.refresh)  # expect: FAPI403
    tasks.add_task(service.label)
    tasks.add_task(notify, service.repository.name)
    service.start(tasks)


@app.post("/repository")
def use_repository(
    tasks: BackgroundTasks, repository: Annotated[Repository, Depends(get_repository)]
) -> None:
    """A dependency of a function, as receiver and as argument."""
    tasks.add_task(repository.refresh, name="numbers")  # expect: FAPI403
    tasks.add_task(print, repository)  # expect: FAPI403
    tasks.add_task(notify, repository.name)


@app.post("/made-here")
def make_here(tasks: BackgroundTasks, session: Annotated[Session, Depends(get_session)]) -> None:
    """Made in the path operation."""
    repository = Repository(session=session)
    tasks.add_task(repository.refresh, "numbers")  # expect: FAPI403
    tasks.add_task(Repository(session).refresh, "numbers")  # expect: FAPI403
    tasks.add_task(notify, repository.name)
    start_count(tasks, session)


@app.post("/nested")
def nest(tasks: BackgroundTasks, session: Annotated[Session, Depends(get_session)]) -> None:
    """A function that uses what stands around it."""

    def refresh() -> None:
        Repository(session).refresh("numbers")

    tasks.add_task(refresh)  # expect: FAPI403


@app.post("/upload", max_body_size=1_000_000)
async def upload(file: UploadFile, request: Request) -> None:
    """Tasks of functions that read what is closed by then."""

    async def store() -> None:
        print(await file.read(1000))

    async def parse() -> None:
        print(await request.json())

    async def look() -> None:
        print(file.filename, request.headers)

    for each in (asyncio.create_task(look()), asyncio.create_task(asyncio.sleep(0))):
        running.add(each)
    running.add(asyncio.create_task(store()))  # expect: FAPI403
    running.add(asyncio.create_task(parse()))  # expect: FAPI403


class Notifier:
    """Is given a session, and starts work of its own that uses it."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository

    def refresh(self, name: str) -> None:
        """Uses the session behind the repository."""
        self.repository.refresh(name)

    def note(self, name: str) -> None:
        """Uses no session."""
        notify(name)

    def start(self, name: str) -> None:
        """The request is over before the first thread is."""
        threading.Thread(target=self.refresh, args=(name,)).start()  # expect: FAPI403
        threading.Thread(target=self.note, args=(name,)).start()


@app.post("/notifier")
def start_notifier(session: Annotated[Session, Depends(get_session)]) -> None:
    """Hand the session down."""
    Notifier(Repository(session)).start("numbers")


class Provided(Repository):
    """A repository that is a dependency itself."""

    def __init__(self, session: Annotated[Session, Depends(get_session)]) -> None:
        super().__init__(session)


class Indexing:
    """Is given its repository by `Depends()`, whose annotation says what it is."""

    def __init__(self, repository: Annotated[Provided, Depends()]) -> None:
        self.repository = repository

    def index(self, name: str) -> None:
        """Uses the session behind the repository."""
        self.repository.refresh(name)


@app.post("/index")
def index(indexing: Annotated[Indexing, Depends()], tasks: BackgroundTasks) -> None:
    """The session is the one of the repository's dependency."""
    tasks.add_task(indexing.index, "numbers")  # expect: FAPI403
