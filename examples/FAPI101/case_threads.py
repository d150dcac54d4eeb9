"""What runs in a thread may sleep: nothing here may be reported.

Plain handlers, dependencies, generators and tasks, and callables handed over in every form.
"""

import asyncio
import functools
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import anyio
import anyio.to_thread
from anyio import to_thread as threads
from asgiref.sync import sync_to_async
from asyncio import to_thread
from fastapi import BackgroundTasks, Depends, FastAPI, Request
from fastapi.concurrency import iterate_in_threadpool, run_in_threadpool
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool as offload

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=2)


class Sleepy(Exception):
    """Raised to see the handler of it."""


def doze(seconds: float = 0.01, *, deep: bool = False) -> float:
    """Sleep on whatever thread this is called."""
    time.sleep(seconds)
    return seconds


class Bed:
    """Sleeps in its methods."""

    def __init__(self) -> None:
        time.sleep(0.01)

    def doze(self, seconds: float = 0.01) -> float:
        """Sleep."""
        time.sleep(seconds)
        return seconds

    async def doze_async(self) -> float:
        """Hand its own method over."""
        return await run_in_threadpool(self.doze, 0.01)


bed = Bed()


def plain_dependency() -> float:
    """A plain dependency."""
    return doze()


def generator_dependency() -> Iterator[float]:
    """A plain dependency that yields."""
    time.sleep(0.01)
    yield 0.01
    time.sleep(0.01)


def lines() -> Iterator[str]:
    """The body of a response."""
    for number in range(2):
        time.sleep(0.01)
        yield f"{number}\n"


@app.exception_handler(Sleepy)
def sleepy(request: Request, error: Sleepy) -> JSONResponse:
    """A plain exception handler."""
    time.sleep(0.01)
    return JSONResponse({"detail": "asleep"}, status_code=503)


@app.get("/plain")
def plain(
    first: Annotated[float, Depends(plain_dependency)],
    second: Annotated[float, Depends(generator_dependency)],
    third: Annotated[Bed, Depends(Bed)],
) -> float:
    """A plain handler."""
    time.sleep(0.01)
    return doze() + third.doze()


@app.get("/raises")
def raises() -> None:
    """A plain handler that raises."""
    raise Sleepy


@app.get("/starlette")
async def starlette() -> list[float]:
    """Starlette's threadpool, under both of its names."""
    return [
        await run_in_threadpool(doze),
        await run_in_threadpool(doze, 0.01, deep=True),
        await offload(bed.doze),
        await run_in_threadpool(lambda: bed.doze(0.01) + doze()),
        await run_in_threadpool(functools.partial(doze, deep=True)),
        await run_in_threadpool(time.sleep, 0.01) or 0,
        await Bed.doze_async(bed),
    ]


@app.get("/asyncio")
async def with_asyncio() -> list[float]:
    """The standard library's ways."""
    loop = asyncio.get_running_loop()

    def nested() -> float:
        return doze(0.01)

    in_pool = loop.run_in_executor(pool, doze, 0.01)
    by_partial = loop.run_in_executor(None, functools.partial(bed.doze, seconds=0.01))
    return [
        await asyncio.to_thread(doze, 0.01),
        await to_thread(nested),
        await asyncio.to_thread(lambda: time.sleep(0.01)) or 0,
        *await asyncio.gather(in_pool, by_partial, asyncio.to_thread(bed.doze)),
        await asyncio.get_event_loop().run_in_executor(None, nested),
    ]


@app.get("/anyio")
async def with_anyio() -> list[float]:
    """AnyIO's ways."""
    results = [
        await anyio.to_thread.run_sync(doze, 0.01),
        await threads.run_sync(functools.partial(doze, deep=True)),
    ]
    async with anyio.create_task_group() as group:
        group.start_soon(anyio.to_thread.run_sync, doze)
    return results


@app.get("/asgiref")
async def with_asgiref() -> float:
    """Django's way."""
    return await sync_to_async(doze)(0.01)


@app.get("/executors")
async def executors() -> float:
    """Executors and threads of one's own."""
    future = pool.submit(doze, 0.01)
    pool.submit(lambda: doze())
    threading.Thread(target=doze, args=(0.01,), daemon=True).start()
    threading.Timer(0.01, bed.doze).start()
    return await asyncio.wrap_future(future)


@app.get("/scheduled")
async def scheduled(tasks: BackgroundTasks) -> str:
    """Tasks that are plain functions run in the threadpool."""
    tasks.add_task(doze, 0.01)
    tasks.add_task(bed.doze)
    tasks.add_task(functools.partial(doze, 0.01))
    tasks.add_task(func=doze, seconds=0.01)
    return "ok"


@app.get("/stream")
async def stream() -> StreamingResponse:
    """Starlette iterates over a plain generator in the threadpool."""
    return StreamingResponse(lines())


@app.get("/iterated")
async def iterated() -> list[str]:
    """And so can everybody."""
    return [line async for line in iterate_in_threadpool(lines())]


def test_doze() -> None:
    """A plain test."""
    time.sleep(0.01)
    assert doze() == 0.01


if __name__ == "__main__":
    time.sleep(1)
    print(doze())
