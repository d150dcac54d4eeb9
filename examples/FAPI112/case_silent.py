"""Loops that are started where none is running: nothing here may be reported.

Plain handlers and dependencies, threads, scripts, plain tests, and coroutines that are awaited.
"""

import asyncio
import threading

import anyio
import anyio.from_thread
import uvicorn
from asgiref.sync import async_to_sync
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


async def load(number: int = 1) -> int:
    """Load something."""
    return number


def load_now(number: int = 1) -> int:
    """Start a loop for it, on whatever thread."""
    return asyncio.run(load(number))


def in_a_thread() -> int:
    """A plain dependency runs in a thread, which has no loop."""
    return asyncio.run(load())


@app.get("/plain")
def plain(first: int = Depends(in_a_thread)) -> list[int]:
    """A plain handler runs in a thread, which has no loop."""
    loop = asyncio.new_event_loop()
    try:
        second = loop.run_until_complete(load())
    finally:
        loop.close()
    return [first, second, anyio.run(load), async_to_sync(load)(3), load_now(4)]


@app.get("/portal")
def portal() -> int:
    """A plain handler asks the application's own loop."""
    return anyio.from_thread.run(load)


@app.get("/threads")
async def threads() -> list[int]:
    """Handed over to a thread, which has no loop."""
    coroutine = load(2)
    return [
        await run_in_threadpool(load_now, 1),
        await asyncio.to_thread(asyncio.run, coroutine),
        await asyncio.to_thread(lambda: asyncio.run(load(3))),
    ]


@app.post("/tasks")
async def tasks(background: BackgroundTasks) -> str:
    """Tasks that are plain functions run in threads."""
    background.add_task(load_now, 1)
    threading.Thread(target=load_now, daemon=True).start()
    return "ok"


@app.get("/awaited")
async def awaited() -> list[int]:
    """Awaited as it should be."""
    loop = asyncio.get_running_loop()
    task = loop.create_task(load(2))
    return [await load(1), await task, *await asyncio.gather(load(3), load(4))]


class Job:
    """A class of the project whose method is called like the function."""

    def run(self, number: int) -> int:
        """Compute."""
        return number


@app.get("/job")
async def job() -> int:
    """A method of another class."""
    return Job().run(1)


def test_load() -> None:
    """A plain test."""
    assert asyncio.run(load(5)) == 5


def main() -> None:
    """Serve: there is no loop before this."""
    asyncio.run(load())
    uvicorn.run(app)


if __name__ == "__main__":
    main()
