"""Classes as dependencies: FastAPI makes an object for each request."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()


class Database:
    """Makes its engine when it is made."""

    def __init__(self, echo: bool = False) -> None:
        self.engine = create_engine("sqlite:///items.db", echo=echo)  # expect: FAPI009


class Pool(Database):
    """Is made like its base."""


class Archive:
    """Nothing depends on it: it is made once."""

    def __init__(self) -> None:
        self.make_session = sessionmaker(create_engine("sqlite:///archive.db"))

    def __call__(self) -> Iterator[Session]:
        """Sessions for requests."""
        with self.make_session() as session:
            yield session


archive = Archive()


@app.get("/items")
def items(database: Annotated[Pool, Depends(Pool)], session: Annotated[Session, Depends(archive)]) -> str:
    """An engine for each request."""
    return f"{database.engine.url} {session.is_active}"
