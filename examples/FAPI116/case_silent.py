"""Plain dependencies that have a reason to be: nothing here may be reported.

They block, open something, call what nobody knows, are classes, or are no dependencies at all.
"""

import importlib
import secrets
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import bcrypt
from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("sqlite:///./silent.db"))
plugin = importlib.import_module("json")


def get_db() -> Iterator[Session]:
    """Open a session: closing it may talk to the database."""
    with SessionLocal() as db:
        yield db


Database = Annotated[Session, Depends(get_db)]


def current_user(db: Database, x_user: Annotated[int, Header()] = 0) -> int:
    """Query."""
    found = db.scalar(text("SELECT :number"), {"number": x_user})
    if found is None:
        raise HTTPException(404, "no such user")
    return found


def throttle() -> None:
    """Sleep."""
    time.sleep(0.01)


def password(x_password: Annotated[str, Header()] = "") -> bool:
    """Compute for long."""
    return bcrypt.checkpw(x_password.encode(), b"")


@lru_cache
def terms() -> str:
    """Read a file, once."""
    return Path("terms.txt").read_text()


def get_terms() -> str:
    """Read it by another function."""
    return terms()


def opaque(x_text: Annotated[str, Header()] = "{}") -> object:
    """Call what nobody knows."""
    return plugin.loads(x_text)


class Page:
    """A class as a dependency cannot be a coroutine."""

    def __init__(self, skip: int = 0, limit: int = 10) -> None:
        self.part = slice(skip, skip + limit)


class Filter(BaseModel):
    """A model as a dependency cannot be one either."""

    name: str = ""


async def nonce() -> str:
    """A coroutine already."""
    return secrets.token_hex(8)


def double(number: int) -> int:
    """A function that is no dependency."""
    return number * 2


@app.get("/", dependencies=[Depends(throttle)])
async def index(
    user: Annotated[int, Depends(current_user)],
    allowed: Annotated[bool, Depends(password)],
    read: Annotated[str, Depends(get_terms)],
    unknown: Annotated[object, Depends(opaque)],
    page: Annotated[Page, Depends(Page)],
    chosen: Annotated[Filter, Depends(Filter)],
    unique: Annotated[str, Depends(nonce)],
) -> dict[str, object]:
    """Use them all."""
    return {"user": double(user), "allowed": allowed, "terms": read, "nonce": unique}


@app.get("/plain")
def plain() -> int:
    """A plain handler is no dependency."""
    return double(2)
