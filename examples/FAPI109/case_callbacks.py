"""Functions that are passed to the project's own helpers: who calls them decides.

Helpers that call what they are given at once, helpers that offload it, helpers that keep it.
"""

import asyncio
import functools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import anyio.to_thread
import requests
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=2)
Result = TypeVar("Result")


def slow(number: int = 1) -> int:
    """Block."""
    time.sleep(0.1)
    return number


def retried(function: Callable[..., Result], *args: object) -> Result:
    """Call the function, and once more when it fails."""
    try:
        return function(*args)
    except OSError:
        return function(*args)


async def in_thread(function: Callable[..., Result], *args: object) -> Result:
    """Call the function in a thread."""
    return await asyncio.to_thread(function, *args)


async def in_pool(function: Callable[..., Result], *args: object, **kwargs: object) -> Result:
    """Call the function in the pool of this module."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, functools.partial(function, *args, **kwargs))


class Hooks:
    """Keeps functions for later."""

    def __init__(self) -> None:
        self.functions: list[Callable[[], int]] = []

    def add(self, function: Callable[[], int]) -> None:
        """Keep one."""
        self.functions.append(function)


hooks = Hooks()


@app.get("/retried/{number}")
async def retried_here(number: int) -> int:
    """The helper calls it at once."""
    return retried(slow, number)  # expect: FAPI109


@app.get("/retried-library")
async def retried_library() -> str:
    """The helper calls a library's function."""
    return retried(requests.get, "https://example.com").text  # expect: FAPI109


@app.get("/retried-lambda/{number}")
async def retried_lambda(number: int) -> int:
    """The helper calls a lambda."""
    return retried(lambda: slow(number))  # expect: FAPI109


@app.get("/retried-partial/{number}")
async def retried_partial(number: int) -> int:
    """The helper calls a partial."""
    return retried(functools.partial(slow, number))  # expect: FAPI109


@app.get("/mapped")
async def mapped() -> list[int]:
    """`map` calls it for each item, when the list is made."""
    return list(map(slow, range(2)))  # expect: FAPI109


@app.get("/threads/{number}")
async def threads(number: int) -> list[int]:
    """The project's own offloaders, with everything that can be called."""
    return [
        await in_thread(slow, number),
        await in_thread(lambda: slow(number)),
        await in_thread(functools.partial(slow, number)),
        await in_pool(slow, number=number),
        await anyio.to_thread.run_sync(slow, number),
        await in_thread(retried, slow, number),
        await asyncio.wrap_future(pool.submit(slow, number)),
    ]


@app.get("/kept")
async def kept(tasks: BackgroundTasks) -> int:
    """Kept for later, or called by Starlette in a thread."""
    hooks.add(slow)
    tasks.add_task(slow, 2)
    asyncio.get_running_loop().run_in_executor(None, slow)
    return len(hooks.functions)
