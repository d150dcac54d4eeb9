"""Other ways to start a loop, and helpers that do: the call in the coroutine leads to the error.

Aliases, new loops, runners, asgiref; objects that keep a loop.
"""

import asyncio
from asyncio import Runner, get_running_loop, run as run_coroutine

from anyio import run as start
from asgiref.sync import AsyncToSync, async_to_sync
from fastapi import Depends, FastAPI

app = FastAPI()


async def load(number: int = 1) -> int:
    """Load something."""
    return number


def load_now(number: int) -> int:
    """Start a loop for it: right in a thread, wrong on the loop."""
    return asyncio.run(load(number))


def load_twice(number: int) -> int:
    """Start two."""
    return load_now(number) + load_now(number + 1)


class Bridge:
    """Serves those who cannot await."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()

    def load(self, number: int) -> int:
        """Run a coroutine to its end."""
        return self.loop.run_until_complete(load(number))

    async def load_async(self, number: int) -> int:
        """Run a coroutine to its end, in a coroutine."""
        return self.loop.run_until_complete(load(number))  # expect: FAPI112


bridge = Bridge()
load_sync = async_to_sync(load)


async def preloaded() -> int:
    """A dependency."""
    return run_coroutine(load())  # expect: FAPI112


@app.get("/aliases")
async def aliases(first: int = Depends(preloaded)) -> list[int]:
    """Functions under other names."""
    return [
        first,
        start(load, 2),  # expect: FAPI112
        get_running_loop().run_until_complete(load(3)),  # expect: FAPI112
        asyncio.new_event_loop().run_until_complete(load(4)),  # expect: FAPI112
    ]


@app.get("/runner")
async def runner() -> int:
    """A runner does not run either."""
    with Runner() as local:
        return local.run(load())  # expect: FAPI112


@app.get("/asgiref")
async def asgiref() -> list[int]:
    """Django's way back."""
    return [
        async_to_sync(load)(1),  # expect: FAPI112
        AsyncToSync(load)(2),  # expect: FAPI112
        load_sync(3),  # expect: FAPI112
    ]


@app.get("/helpers/{number}")
async def helpers(number: int) -> list[int]:
    """Behind functions and methods."""
    return [
        load_now(number),  # expect: FAPI112
        load_twice(number),  # expect: FAPI112
        bridge.load(number),  # expect: FAPI112
        await bridge.load_async(number),
    ]
