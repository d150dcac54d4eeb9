"""What is shared, closed by its users, or not opened here."""

import sqlite3
from functools import lru_cache
from typing import Annotated

import httpx
import requests
from fastapi import Depends, FastAPI, Request
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

app = FastAPI()
engine = create_engine("sqlite:///silent.db")
make_session = sessionmaker(engine)
shared = requests.Session()
registry = scoped_session(make_session)
clients: dict[str, httpx.AsyncClient] = {}
only_client: httpx.AsyncClient | None = None


def get_engine() -> Engine:
    """An engine is shared."""
    return engine


def get_shared() -> requests.Session:
    """Kept at module level."""
    return shared


@lru_cache
def cached_client() -> httpx.AsyncClient:
    """Made once."""
    return httpx.AsyncClient()


def remembered_client(host: str = "") -> httpx.AsyncClient:
    """Made once for each host."""
    if host not in clients:
        clients[host] = httpx.AsyncClient(base_url=host)
    return clients[host]


def lazy_client() -> httpx.AsyncClient:
    """Made when it is first needed."""
    global only_client
    if only_client is None:
        only_client = httpx.AsyncClient()
    return only_client


def from_state(request: Request) -> Session:
    """A middleware made it, and closes it."""
    return request.state.session


def from_registry() -> Session:
    """The registry hands out one for each thread, and removes it."""
    return registry()


def get_factory() -> sessionmaker[Session]:
    """The factory, for users that open sessions themselves."""
    return make_session


def for_with() -> Session:
    """Its users enter it."""
    return make_session()


def kept(request: Request) -> sqlite3.Connection:
    """Stored where a middleware finds and closes it."""
    connection = sqlite3.connect("silent.db")
    request.state.connection = connection
    return connection


def not_a_dependency() -> Session:
    """A helper for whoever closes what it gives."""
    return make_session()


@app.get("/entered")
def entered(session: Annotated[Session, Depends(for_with)]) -> bool:
    """Close the session by leaving the block."""
    with session:
        return session.is_active


@app.get("/")
def use(
    one: Annotated[Engine, Depends(get_engine)],
    two: Annotated[requests.Session, Depends(get_shared)],
    three: Annotated[httpx.AsyncClient, Depends(cached_client)],
    four: Annotated[httpx.AsyncClient, Depends(remembered_client)],
    five: Annotated[httpx.AsyncClient, Depends(lazy_client)],
    six: Annotated[Session, Depends(from_state)],
    seven: Annotated[Session, Depends(from_registry)],
    eight: Annotated[sessionmaker[Session], Depends(get_factory)],
    nine: Annotated[sqlite3.Connection, Depends(kept)],
) -> str:
    """Use them."""
    with not_a_dependency() as own:
        return f"{one} {two} {three} {four} {five} {six} {seven} {eight} {nine} {own}"


def for_alias() -> Session:
    """Its users enter it, and get it through an alias."""
    return make_session()


AliasDep = Annotated[Session, Depends(for_alias)]


@app.get("/alias")
def through_alias(session: AliasDep) -> bool:
    """Close the session by leaving the block."""
    with session:
        return session.is_active
