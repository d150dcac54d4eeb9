"""A coroutine function in a threadpool gives a coroutine, which nobody runs.

Also as a method, an alias, a lambda's result, and a partial.
"""

import asyncio
import functools
from asyncio import to_thread

import anyio
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
stored: list[int] = []


async def store(number: int) -> None:
    """Store a number."""
    await asyncio.sleep(0)
    stored.append(number)


class Storage:
    """Stores numbers."""

    async def store(self, number: int) -> None:
        """Store a number."""
        stored.append(number)


@app.post("/threadpool/{number}")
async def threadpool(number: int) -> int:
    """Starlette's threadpool."""
    await run_in_threadpool(store, number)  # expect: FAPI113
    return len(stored)


@app.post("/threads/{number}")
async def threads(number: int) -> int:
    """The other ways to a thread."""
    await asyncio.to_thread(store, number)  # expect: FAPI113
    await to_thread(Storage().store, number)  # expect: FAPI113
    await anyio.to_thread.run_sync(store, number)  # expect: FAPI113
    await asyncio.get_running_loop().run_in_executor(None, store, number)  # expect: FAPI113
    await run_in_threadpool(functools.partial(store, number))  # expect: FAPI113
    return len(stored)


@app.post("/made/{number}")
async def made(number: int) -> int:
    """A coroutine in place of a function."""
    await run_in_threadpool(store(number))  # expect: FAPI113
    return len(stored)


@app.post("/awaited/{number}")
async def awaited(number: int) -> int:
    """Awaited as it should be."""
    await store(number)
    await asyncio.gather(store(number), Storage().store(number))
    return len(stored)
