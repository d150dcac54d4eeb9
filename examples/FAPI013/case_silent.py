"""Several `yield` of which only one is run, and generators that are no dependencies."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse

log: list[str] = []


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """One in each branch."""
    if log:
        yield
        return
    try:
        yield
    finally:
        log.clear()


app = FastAPI(lifespan=lifespan)


def branches(fast: bool = False) -> Iterator[int]:
    """One or the other."""
    if fast:
        yield 1
    else:
        yield 2


def early(fast: bool = False) -> Iterator[int]:
    """The first ends it."""
    if fast:
        yield 1
        return
    try:
        yield 2
    finally:
        log.append("done")


def kinds(kind: str = "") -> Iterator[int]:
    """One for each case."""
    match kind:
        case "one":
            yield 1
        case _:
            yield 2


def fallback() -> Iterator[int]:
    """A narrow exception of what stands before the `yield`."""
    try:
        number = int(log[0])
        yield number
    except (IndexError, ValueError):
        yield 0


def fails_first() -> Iterator[int]:
    """The `try` ends before its `yield`."""
    try:
        number = int(log[0])
    except Exception:
        yield 0
        return
    yield number


def in_else() -> Iterator[int]:
    """A `yield` that the handlers do not guard."""
    try:
        number = int(log[0])
    except Exception:
        yield 0
    else:
        yield number


def delegating() -> Iterator[int]:
    """A loop over a generator with one item."""
    for number in branches():
        yield number


async def retried() -> AsyncIterator[int]:
    """A loop that the first success leaves."""
    for attempt in range(3):
        if attempt:
            yield attempt
            break


def once() -> Iterator[int]:
    """So does this one."""
    while True:
        yield 1
        return


def lines() -> Iterator[str]:
    """A stream."""
    yield "one"
    yield "two"


@app.get("/", dependencies=[Depends(fallback), Depends(fails_first), Depends(in_else), Depends(once)])
def root(
    a: Annotated[int, Depends(branches)],
    b: Annotated[int, Depends(early)],
    c: Annotated[int, Depends(kinds)],
    d: Annotated[int, Depends(delegating)],
    e: Annotated[int, Depends(retried)],
) -> int:
    """Depend on them."""
    return a + b + c + d + e


@app.get("/stream")
def stream() -> StreamingResponse:
    """Send a stream."""
    return StreamingResponse(lines())
