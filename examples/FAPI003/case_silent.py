"""Handlers around a `yield` that pass on what a request raises, and generators that are no dependencies."""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from typing import Annotated, NoReturn

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import StreamingResponse
from sqlalchemy.exc import SQLAlchemyError

app = FastAPI()
log: list[str] = []


def refuse(error: Exception) -> NoReturn:
    """Never come back."""
    raise HTTPException(503) from error


def narrow() -> Iterator[str]:
    """Not what a path operation raises to refuse a request."""
    try:
        yield "narrow"
    except (SQLAlchemyError, KeyError):
        log.append("narrow")


def translated() -> Iterator[str]:
    """Another exception in its place."""
    try:
        yield "translated"
    except Exception as error:
        raise HTTPException(500, "failed") from error


def by_function() -> Iterator[str]:
    """A function that always raises."""
    try:
        yield "by function"
    except Exception as error:
        refuse(error)


def in_branches() -> Iterator[str]:
    """It raises again what is not its own."""
    try:
        yield "branches"
    except Exception as error:
        if not isinstance(error, KeyError):
            raise
        log.append("branches")


def refusals_first() -> Iterator[str]:
    """What refuses the request has been passed on before."""
    try:
        yield "refusals"
    except HTTPException:
        raise
    except Exception:
        logging.exception("failed")


async def before() -> AsyncIterator[str]:
    """The `try` ends before the `yield`."""
    try:
        value = str(len(log))
    except Exception:
        value = ""
    yield value


async def after() -> AsyncIterator[str]:
    """Only the clean-up is guarded."""
    try:
        yield "after"
    finally:
        try:
            log.remove("after")
        except Exception:
            log.append("after")
        with suppress(Exception):
            log.clear()


@contextmanager
def guarded() -> Iterator[str]:
    """A context manager that swallows on purpose."""
    try:
        yield "guarded"
    except Exception:
        log.append("guarded")


def stream() -> Iterator[str]:
    """A stream, not a dependency."""
    try:
        yield "line"
    except Exception:
        log.append("stream")


@app.get("/all", dependencies=[Depends(after), Depends(before)])
def everything(
    a: Annotated[str, Depends(narrow)],
    b: Annotated[str, Depends(translated)],
    c: Annotated[str, Depends(by_function)],
    d: Annotated[str, Depends(in_branches)],
    e: Annotated[str, Depends(refusals_first)],
) -> list[str]:
    """Depend on all."""
    with guarded() as value:
        return [a, b, c, d, e, value]


@app.get("/stream")
def streamed() -> StreamingResponse:
    """Send a stream."""
    return StreamingResponse(stream())
