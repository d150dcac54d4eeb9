"""In a coroutine a coroutine is awaited; a plain handler runs in a thread, which has no loop yet.

Beyond the guide; it follows from 2. Async/Sync Boundary Management.
"""

import asyncio

import anyio.from_thread
from fastapi import FastAPI

app = FastAPI()


async def load(number: int) -> int:
    """Load something."""
    await asyncio.sleep(0)
    return number * 2


@app.get("/run/{number}")
async def with_run(number: int) -> int:
    """Await it."""
    return await load(number)


@app.get("/loop/{number}")
async def with_loop(number: int) -> int:
    """Let the running loop run it, beside other work."""
    task = asyncio.create_task(load(number))
    return await task


@app.get("/anyio/{number}")
def with_anyio(number: int) -> int:
    """A plain handler asks the loop from its thread."""
    return anyio.from_thread.run(load, number)
