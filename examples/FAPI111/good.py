"""Threads are awaited, and coroutines wait for one another with what asyncio has for that.

Guide: 2. Async/Sync Boundary Management (a thread that is awaited leaves the event loop free).
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=2)
results: asyncio.Queue[int] = asyncio.Queue()
lock = asyncio.Lock()
counters = {"requests": 0}


def square(number: int) -> int:
    """Work in a thread."""
    return number * number


@app.get("/squares/{number}")
async def read_square(number: int) -> int:
    """Submit the work, and await its result."""
    return await asyncio.wrap_future(pool.submit(square, number))


@app.get("/queued/{number}")
async def read_queued(number: int) -> int:
    """Await the thread, and a queue of asyncio."""
    await results.put(await run_in_threadpool(square, number))
    return await results.get()


@app.post("/requests")
async def count_request() -> int:
    """Await the lock."""
    async with lock:
        counters["requests"] += 1
    return counters["requests"]
