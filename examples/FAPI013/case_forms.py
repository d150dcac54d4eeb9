"""Other ways to a second `yield`: one after the other, in loops, in `finally`, in lifespans."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

log: list[str] = []


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Start, run, and run again."""
    log.append("start")
    yield
    log.append("stop")
    yield  # expect: FAPI013


app = FastAPI(lifespan=lifespan)


def one_after_the_other() -> Iterator[int]:
    """As in a stream."""
    yield 1
    yield 2  # expect: FAPI013


def behind_a_condition(cached: bool = False) -> Iterator[int]:
    """The `return` was forgotten."""
    if cached:
        yield 1
    yield 2  # expect: FAPI013


async def for_ever() -> AsyncIterator[float]:
    """A loop that nothing leaves."""
    while True:
        yield time.time()  # expect: FAPI013


def attempts() -> Iterator[int]:
    """An attempt that went well is not the last one."""
    for attempt in range(3):
        yield attempt  # expect: FAPI013


def in_finally() -> Iterator[int]:
    """After every request."""
    try:
        yield 1
    finally:
        yield 2  # expect: FAPI013


def after_a_refusal() -> Iterator[int]:
    """In the handler of just what refuses requests."""
    try:
        yield 1
    except (KeyError, HTTPException):
        yield 2  # expect: FAPI013


def swallowed() -> Iterator[int]:
    """Behind a handler that goes on."""
    try:
        yield 1
    except Exception:  # expect: FAPI003
        log.append("failed")
    yield 2  # expect: FAPI013


@app.get("/", dependencies=[Depends(after_a_refusal), Depends(swallowed), Depends(attempts)])
def root(
    a: Annotated[int, Depends(one_after_the_other)],
    b: Annotated[int, Depends(behind_a_condition)],
    c: Annotated[float, Depends(for_ever)],
    d: Annotated[int, Depends(in_finally)],
) -> float:
    """Depend on them."""
    return a + b + c + d
