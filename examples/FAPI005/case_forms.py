"""Other results that cannot be called, in other places. Everything stands in functions, to be imported."""

import fastapi
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends as Needs, FastAPI, Security
from pydantic import BaseModel
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite:///shop.db"))


@dataclass
class Settings:
    """A plain object."""

    name: str = "shop"


class Page(BaseModel):
    """A model."""

    number: int = 1


class Users:
    """A class with methods."""

    def find(self) -> Iterator[str]:
        """A generator."""
        yield "alice"

    async def current(self) -> str:
        """A coroutine."""
        return "alice"


users = Users()


async def get_user() -> str:
    """A coroutine."""
    return "alice"


async def get_users() -> AsyncIterator[str]:
    """An async generator."""
    yield "alice"


def get_name(name: str = "alice") -> str:
    """A text."""
    return name


def get_settings() -> Settings:
    """A plain object."""
    return Settings()


@contextmanager
def session_scope() -> Iterator[Session]:
    """A context manager."""
    with SessionLocal() as session:
        yield session


def results() -> FastAPI:
    """What calls give."""
    app = FastAPI(dependencies=[Needs(get_user())])  # expect: FAPI005

    @app.get("/")
    async def root(
        a: Annotated[str, Needs(get_user())],  # expect: FAPI005
        b: str = Needs(get_users()),  # expect: FAPI005
        c: str = Needs(get_name("bob")),  # expect: FAPI005
        d: Settings = Needs(get_settings()),  # expect: FAPI005
        e: Settings = fastapi.Depends(Settings()),  # expect: FAPI005
        f: Page = Needs(Page(number=2)),  # expect: FAPI005
        g: Session = Needs(SessionLocal()),  # expect: FAPI005
        h: Session = Needs(session_scope()),  # expect: FAPI005
        i: str = Security(users.current(), scopes=["all"]),  # expect: FAPI005
        j: str = Needs(dependency=users.find()),  # expect: FAPI005
    ) -> None: ...

    return app


def routers() -> APIRouter:
    """In lists of dependencies, and in aliases."""
    Current = Annotated[str, Needs(get_user())]  # expect: FAPI005
    router = APIRouter(
        dependencies=[
            Needs(get_settings),
            Needs(get_settings()),  # expect: FAPI005
        ]
    )

    @router.get("/", dependencies=[Needs(get_users())])  # expect: FAPI005
    async def root(user: Current) -> None: ...

    return router
