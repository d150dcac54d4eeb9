"""Starting an event loop where one is running already: that raises a RuntimeError.

Beyond the guide; it follows from 2. Async/Sync Boundary Management.
"""

import asyncio

import anyio
from fastapi import FastAPI

app = FastAPI()


async def load(number: int) -> int:
    """Load something."""
    await asyncio.sleep(0)
    return number * 2


@app.get("/run/{number}")
async def with_run(number: int) -> int:
    """The coroutine is already in a loop."""
    return asyncio.run(load(number))  # expect: FAPI112


@app.get("/loop/{number}")
async def with_loop(number: int) -> int:
    """The loop that is asked to run is running."""
    loop = asyncio.get_event_loop()
    return loop.run_until_complete(load(number))  # expect: FAPI112


@app.get("/anyio/{number}")
async def with_anyio(number: int) -> int:
    """AnyIO starts a loop as well."""
    return anyio.run(load, number)  # expect: FAPI112
