"""Other ways to keep what a request raises: bare, by base, in tuples, suppressed, by `return` in `finally`."""

import contextlib
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security
from starlette.exceptions import HTTPException as StarletteHTTPException

app = FastAPI()
log: list[str] = []


def bare() -> Iterator[str]:
    """Whatever it is."""
    try:
        yield "bare"
    except:  # noqa: E722  # expect: FAPI003
        log.append("bare")


async def base() -> AsyncIterator[str]:
    """With everything above it."""
    try:
        yield "base"
    except BaseException as error:  # expect: FAPI003
        logging.error("failed: %s", error)


async def one_of_many() -> AsyncIterator[str]:
    """Among others."""
    try:
        yield "one of many"
    except (ValueError, HTTPException):  # expect: FAPI003
        log.append("one of many")


def starlettes() -> Iterator[str]:
    """The base of FastAPI's."""
    try:
        yield "starlettes"
    except StarletteHTTPException:  # expect: FAPI003
        log.append("starlettes")


def suppressed() -> Iterator[str]:
    """Without an `except`."""
    with suppress(Exception):  # expect: FAPI003
        yield "suppressed"


async def suppressed_deeper() -> AsyncIterator[str]:
    """Between other blocks."""
    with contextlib.suppress(KeyError, Exception):  # expect: FAPI003
        try:
            yield "deeper"
        finally:
            log.append("deeper")


def finally_returns() -> Iterator[str]:
    """A `return` in `finally` drops the exception."""
    try:
        yield "finally"
    finally:
        log.append("finally")
        return  # noqa: B012  # expect: FAPI003


def in_a_branch(loud: bool = False) -> Iterator[str]:
    """The handler looks at something and ends all the same."""
    if loud:
        log.append("loud")
    try:
        try:
            yield "branch"
        except KeyError:
            raise
        finally:
            log.append("inner")
    except Exception as error:  # expect: FAPI003
        if loud:
            log.append(str(error))
        return


class Sessions:
    """Methods and objects are dependencies too."""

    def method(self) -> Iterator[str]:
        """A bound method."""
        try:
            yield "method"
        except Exception:  # expect: FAPI003
            log.append("method")

    def __call__(self) -> Iterator[str]:
        """The object itself."""
        try:
            yield "object"
        except Exception:  # expect: FAPI003
            log.append("object")


sessions = Sessions()
Aliased = Annotated[str, Depends(one_of_many)]


@app.get("/first")
def first(
    a: Annotated[str, Depends(bare)],
    b: Aliased,
    c: str = Depends(base),
    d: str = Security(starlettes, scopes=["all"]),
    e: str = Depends(dependency=suppressed, use_cache=False),
) -> list[str]:
    """Depend in different ways."""
    return [a, b, c, d, e]


@app.get("/second", dependencies=[Depends(suppressed_deeper), Depends(finally_returns), Depends(in_a_branch)])
def second(a: str = Depends(sessions.method), b: str = Depends(sessions)) -> list[str]:
    """Depend from the decorator."""
    return [a, b]


def create_app() -> FastAPI:
    """A factory with a dependency in it."""
    made = FastAPI()

    def inner() -> Iterator[str]:
        try:
            yield "inner"
        except Exception:  # expect: FAPI003
            log.append("inner")

    @made.get("/")
    def root(value: Annotated[str, Depends(inner)]) -> str:
        return value

    return made


def limited(name: str):  # noqa: ANN201
    """A factory of dependencies."""

    def limit() -> Iterator[str]:
        try:
            yield name
        except Exception:  # expect: FAPI003
            log.append(name)

    return limit


@app.get("/third")
def third(value: str = Depends(limited("three"))) -> str:
    """Depend on what a factory returns."""
    return value
