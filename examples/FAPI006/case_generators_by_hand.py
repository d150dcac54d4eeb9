"""Generators of sessions that are entered, given as defaults, stepped without any ``Depends``; values given back."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
make_session = sessionmaker(create_engine("sqlite:///shop.db"))


def get_session() -> Iterator[Session]:
    """A dependency."""
    session = make_session()
    try:
        yield session
    finally:
        session.close()


def other_session() -> Iterator[Session]:
    """The same, and nobody depends on it."""
    session = make_session()
    try:
        yield session
    finally:
        session.close()


def get_limit() -> int:
    """A dependency without a session."""
    return 10


@app.get("/right")
def take(
    session: Annotated[Session, Depends(get_session)], limit: Annotated[int, Depends(get_limit)]
) -> bool:
    """As it should be."""
    return session.is_active and limit > 0


@app.get("/entered")
def enter() -> bool:
    """A generator is no context manager."""
    with get_session() as session:  # expect: FAPI006
        return session.is_active


@app.get("/default", response_model=None)
def default(session: Any = get_session()) -> bool:  # expect: FAPI006
    """A generator that is made once, at import."""
    return bool(session.is_active)


@app.get("/given-back")
def give_back() -> Any:
    """What ``Depends`` makes is no limit."""
    limit = Depends(get_limit)  # expect: FAPI006
    return limit


@app.get("/stepped")
def step() -> bool:
    """No ``Depends`` in the project names this one."""
    session = next(other_session())  # expect: FAPI006
    return session.is_active


@app.get("/stepped-and-closed")
def step_and_close() -> bool:
    """The session opens itself again and is closed."""
    session = next(other_session())
    try:
        return session.execute(text("SELECT 1")).scalar() == 1
    finally:
        session.close()


def script() -> None:
    """No request comes through here."""
    print(next(other_session()).is_active)
