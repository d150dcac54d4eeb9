"""Blocking generators: made they do nothing, iterated they block.

Comprehensions, loops, `list` and `next` on the loop; a streaming response iterates in a thread.
"""

from collections.abc import Iterator

import requests
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

app = FastAPI()
LOG_URL = "https://logs.example.com"


def pages() -> Iterator[str]:
    """Fetch page after page, when asked for the next."""
    for number in range(3):
        yield requests.get(f"{LOG_URL}/{number}", timeout=5).text


def lines() -> Iterator[str]:
    """Iterate over the other generator."""
    for page in pages():
        yield from page.splitlines()


class Log:
    """Iterates by a method that is a generator."""

    def __iter__(self) -> Iterator[str]:
        yield from pages()

    def first(self) -> str:
        """Start the generator."""
        return next(pages())


@app.get("/comprehension")
async def comprehension() -> list[str]:
    """Iterate in a list comprehension."""
    return [page.upper() for page in pages()]  # expect: FAPI109


@app.get("/nested-comprehension")
async def nested_comprehension() -> list[str]:
    """Iterate over it as the second part of a comprehension."""
    return [f"{name}: {line}" for name in ("a", "b") for line in lines()]  # expect: FAPI109


@app.get("/loop")
async def loop() -> int:
    """Iterate in a loop."""
    total = 0
    for page in pages():  # expect: FAPI109
        total += len(page)
    return total


@app.get("/list")
async def as_list() -> list[str]:
    """Iterate by making a list."""
    return list(lines())  # expect: FAPI109


@app.get("/aggregate")
async def aggregate() -> int:
    """Iterate by a function that consumes a generator expression."""
    return sum(len(page) for page in pages())  # expect: FAPI109


@app.get("/next")
async def first() -> str:
    """A method that starts a generator."""
    return Log().first()  # expect: FAPI109


@app.get("/created")
async def created() -> str:
    """Make a generator, and leave it alone."""
    source = pages()
    return type(source).__name__


@app.get("/streamed")
async def streamed() -> StreamingResponse:
    """Starlette iterates over plain generators in the threadpool."""
    return StreamingResponse(pages(), media_type="text/plain")


@app.get("/streamed-expression")
async def streamed_expression() -> StreamingResponse:
    """A generator expression is lazy as well."""
    return StreamingResponse((page.upper() for page in pages()), media_type="text/plain")


@app.get("/offloaded")
async def offloaded() -> list[str]:
    """Iterate in a thread: the generator is only made here."""
    return await run_in_threadpool(list, pages())
