"""What a method calls its own object is the method's choice, and what holds a session is seen in its code."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
make_session = sessionmaker(create_engine("sqlite:///shop.db"))


def get_session() -> Iterator[Session]:
    """A session for each request."""
    with make_session() as session:
        yield session


def notify(name: str) -> None:
    """Needs no session."""
    print(name)


class Repository:
    """Calls itself ``this``, and may make its own session."""

    def __init__(this, session: Session | None = None, name: str = "numbers") -> None:
        this.session, this.name = session or make_session(), name

    def refresh(this) -> None:
        """Uses the session."""
        this.session.execute(text("SELECT 1"))

    def label(this) -> str:
        """Does not touch self.session, which it has no more than this.session."""
        return this.name

    @staticmethod
    def compare(self: str) -> str:
        """A text of that name, and no object of the class."""
        return self.strip()


class Report:
    """Knows whether there was a session, and holds none."""

    def __init__(self, session: Session | None) -> None:
        self.is_connected = session is not None
        self.rows = [row[0] for row in session.execute(text("SELECT 1"))] if session else []

    def send(self) -> None:
        """Uses what was read."""
        print(self.is_connected, self.rows)


def get_same_session(session: Annotated[Session, Depends(get_session)]) -> Session:
    """Hands on what it is given."""
    return session


def get_repository(session: Annotated[Session, Depends(get_session)]) -> Iterator[Repository]:
    """One of two ways to make it."""
    yield Repository(session) if session.is_active else Repository()


@app.post("/repository")
def use_repository(tasks: BackgroundTasks, session: Annotated[Session, Depends(get_session)]) -> None:
    """Made here, also in a list."""
    repository = Repository(session)
    tasks.add_task(repository.refresh)  # expect: FAPI403
    tasks.add_task(repository.label)
    tasks.add_task(notify, repository.compare(" numbers "))
    tasks.add_task(Report(session).send)


@app.post("/dependency")
def use_dependency(
    tasks: BackgroundTasks, repository: Annotated[Repository, Depends(get_repository)]
) -> None:
    """Made by a dependency."""
    tasks.add_task(repository.refresh)  # expect: FAPI403


@app.post("/same")
def use_same(tasks: BackgroundTasks, session: Annotated[Session, Depends(get_same_session)]) -> None:
    """The session of another dependency."""
    tasks.add_task(print, session)  # expect: FAPI403
