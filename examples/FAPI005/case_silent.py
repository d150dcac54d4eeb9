"""Calls whose result can be called, or is not known."""

import functools
from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer, OAuth2PasswordBearer

app = FastAPI()


class Checker:
    """An object that can be called."""

    def __init__(self, role: str) -> None:
        self.role = role

    def __call__(self) -> str:
        """Check."""
        return self.role


class Special(Checker):
    """So can this one."""


class Paging:
    """A class is a dependency itself, its methods are too."""

    def by(self, size: int = 10) -> Iterator[int]:
        """Yield a size."""
        yield size


def require(role: str) -> Callable[[], str]:
    """A factory."""

    def check() -> str:
        return role

    return check


def require_any(*roles: str):  # noqa: ANN201
    """A factory that does not say so."""

    def check() -> tuple[str, ...]:
        return roles

    return check


def get_limit(limit: int) -> int:
    """To be given an argument."""
    return limit


def load(name: str) -> Any:
    """Something that is not known."""
    return getattr(functools, name)


def make_checker(role: str) -> Checker:
    """Make an object that can be called."""
    return Special(role) if role == "special" else Checker(role)


@app.get("/", dependencies=[Depends(require("admin")), Depends(HTTPBearer(auto_error=False))])
def root(
    a: Annotated[str, Depends(Checker("admin"))],
    b: Annotated[str, Depends(make_checker("special"))],
    c: Annotated[tuple[str, ...], Depends(require_any("a", "b"))],
    d: Annotated[int, Depends(partial(get_limit, 5))],
    e: Annotated[int, Depends(functools.partial(get_limit, limit=6))],
    f: Annotated[int, Depends(Paging().by)],
    g: Annotated[Paging, Depends()],
    h: Annotated[Paging, Depends(Paging)],
    i: Annotated[int, Depends(lambda: 5)],
    token: Annotated[str | None, Depends(OAuth2PasswordBearer("token", auto_error=False))] = None,
) -> int:
    """Depend on them."""
    return d + e + f + i


def late() -> FastAPI:
    """Something that is not known."""
    made = FastAPI()

    @made.get("/")
    def found(value: Annotated[Any, Depends(load("lru_cache"))]) -> None: ...

    return made
