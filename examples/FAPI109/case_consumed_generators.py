"""Generators that block while somebody takes what they give: by which ways that happens, and by which not."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

import requests
from fastapi import FastAPI

app = FastAPI()


def pages(limit: int = 3) -> Iterator[str]:
    """Fetches while it is iterated."""
    for number in range(limit):
        yield requests.get("https://api.example.com", params={"page": number}, timeout=5).text


def chunks() -> Iterator[bytes]:
    """The same in bytes."""
    for page in pages():
        yield page.encode()


@app.get("/whole")
async def whole() -> bytes:
    """Joined, unpacked, counted, searched."""
    first, *others = pages()  # expect: FAPI109
    sizes = Counter(pages())  # expect: FAPI109
    if "end" in pages():  # expect: FAPI109
        others.append(first)
    return b"".join(chunks()) + str(sizes).encode()  # expect: FAPI109


@app.get("/collected")
async def collected() -> list[str]:
    """Put into containers."""
    found = ["start"]
    found += pages()  # expect: FAPI109
    found.extend(pages())  # expect: FAPI109
    known = {"start"}
    known.update(pages())  # expect: FAPI109
    return found + sorted(known)


@app.get("/parts")
async def parts() -> list[str]:
    """Handed on one by one by the standard library's tools."""
    both = itertools.chain(pages(), pages())
    some = itertools.islice(both, 3)
    long = itertools.takewhile(lambda page: len(page) > 10, pages())
    found = list(some)  # expect: FAPI109
    return [*found, *long]  # expect: FAPI109


@app.get("/made")
async def made() -> int:
    """Only made, nothing is fetched."""
    waiting = [pages(1), pages(2)]
    joined = itertools.chain(pages(), pages())
    return len(waiting) if joined else 0
