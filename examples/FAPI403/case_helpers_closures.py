"""Helpers that are handed the background tasks and add functions of their own, around the session."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
make_session = sessionmaker(create_engine("sqlite:///visits.db"))


def get_session() -> Iterator[Session]:
    """One session for each request."""
    with make_session() as session:
        yield session


def count_later(tasks: BackgroundTasks, session: Session) -> None:
    """The nested function uses the session when the request is over."""

    def count() -> None:
        session.execute(text("select 1"))

    tasks.add_task(count)  # expect: FAPI403


def commit_later(tasks: BackgroundTasks, session: Session) -> None:
    """So does a lambda."""
    tasks.add_task(lambda: session.commit())  # expect: FAPI403


def count_alone(tasks: BackgroundTasks, name: str) -> None:
    """Silent: a session of its own."""

    def count() -> None:
        with make_session() as session:
            session.execute(text("select :name"), {"name": name})

    tasks.add_task(count)


@app.post("/visits")
def visit(tasks: BackgroundTasks, session: Annotated[Session, Depends(get_session)]) -> None:
    """Calls all of them."""
    count_later(tasks, session)
    commit_later(tasks, session)
    count_alone(tasks, "visit")
