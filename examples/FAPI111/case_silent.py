"""Waits that let the loop run, and calls that only look like waits: nothing here may be reported.

Awaited primitives of asyncio and anyio, finished tasks and futures, calls that do not wait.
"""

import asyncio
import os
import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import anyio
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=2)
jobs: queue.Queue[int] = queue.Queue()
guard = threading.Lock()
ready = threading.Event()
pending: dict[int, "Future[int]"] = {}


def work(number: int = 1) -> int:
    """Wait, in a thread."""
    with guard:
        return number


async def one() -> int:
    """Give one."""
    return 1


@app.get("/asyncio")
async def with_asyncio() -> list[int]:
    """Primitives of asyncio."""
    lock, event, slots = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2)
    items: asyncio.Queue[int] = asyncio.Queue()
    event.set()
    async with lock, slots:
        await event.wait()
        await items.put(1)
    await lock.acquire()
    lock.release()
    return [await items.get(), await asyncio.wait_for(one(), timeout=1)]


@app.get("/anyio")
async def with_anyio() -> int:
    """Primitives of anyio."""
    lock, event = anyio.Lock(), anyio.Event()
    event.set()
    async with lock:
        await event.wait()
    return 1


@app.get("/tasks")
async def tasks() -> list[int]:
    """Results of tasks that are done."""
    first = asyncio.create_task(one())
    done, _ = await asyncio.wait({first})
    async with asyncio.TaskGroup() as group:
        second = group.create_task(one())
    return [first.result(), second.result(), *[task.result() for task in done]]


@app.get("/polled/{number}")
async def polled(number: int) -> int | None:
    """The result of a future that is asked for first."""
    future = pending.setdefault(number, pool.submit(work, number))
    if future.done():
        return future.result()
    return None


@app.get("/not-waiting")
async def not_waiting() -> list[int | bool]:
    """Calls that return at once."""
    jobs.put_nowait(1)
    found = [jobs.get_nowait()]
    jobs.put(2)
    found.append(jobs.get(block=False))
    jobs.put(3)
    found.append(jobs.get(False))
    if guard.acquire(blocking=False):
        guard.release()
    if guard.acquire(False):
        guard.release()
    return [*found, ready.is_set(), jobs.empty(), guard.locked()]


@app.get("/same-names")
async def same_names() -> list[str | None]:
    """Methods of other types that are called like these."""
    return [
        ", ".join(["a", "b"]),
        os.path.join("a", "b"),
        {"a": "b"}.get("a"),
        os.environ.get("HOME"),  # expect: FAPI806
    ]


@app.get("/handed-over")
async def handed_over() -> list[int]:
    """Waits that are handed over."""
    future = pool.submit(work)
    return [
        await asyncio.wrap_future(future),
        await run_in_threadpool(future.result),
        await run_in_threadpool(work, 2),
        await asyncio.get_running_loop().run_in_executor(pool, work),
        await asyncio.to_thread(lambda: pool.submit(work).result()),
    ]


@app.get("/plain")
def plain() -> int:
    """A plain handler may wait."""
    with guard:
        return pool.submit(len, "abc").result()


guarded: dict[str, int] = {}
brief = threading.Lock()


@app.post("/guarded/{name}")
async def guard_entry(name: str) -> int:
    """A lock that everybody holds for a few instructions only."""
    with brief:
        guarded[name] = guarded.get(name, 0) + 1
    return guarded[name]


class Budget:
    """What a thread may put in before somebody has taken it out."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.used = 0
        self.changed = threading.Condition()

    def put(self, size: int) -> None:
        """Wait for room, in a thread; the lock is let go meanwhile."""
        with self.changed:
            while self.used > 100:
                self.changed.wait()
            self.used += size

    async def take(self, size: int) -> None:
        """Make room: the lock is held for a few instructions only."""
        with self.changed:
            self.used -= size
            self.changed.notify()


@contextmanager
def background_server() -> Iterator[None]:
    """Run a thread meanwhile."""
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        thread.join()


async def serve() -> None:
    """Enter what waits when it is left."""
    with ExitStack() as stack:
        stack.enter_context(background_server())
        await asyncio.sleep(1)


class Store:
    """A store that connects under its lock, in threads; it is closed once nobody uses it any more."""

    def __init__(self) -> None:
        """Start unconnected."""
        self.lock = threading.Lock()
        self.worker = pool.submit(work)

    def connect(self) -> int:
        """Wait for the worker."""
        with self.lock:
            return self.worker.result()

    async def close(self) -> None:
        """Wait for the lock, which nobody holds by then."""
        with self.lock:
            self.worker.cancel()


class OwnLoop:
    """A loop in a thread of its own, started by the first who needs it."""

    def __init__(self) -> None:
        """Start without one."""
        self.loop: asyncio.AbstractEventLoop | None = None

    def running(self) -> asyncio.AbstractEventLoop:
        """The loop: it runs, or is started once."""
        if self.loop is not None and self.loop.is_running():
            return self.loop
        loop, started = asyncio.new_event_loop(), threading.Event()
        loop.call_soon(started.set)
        threading.Thread(target=loop.run_forever, daemon=True).start()
        started.wait()
        self.loop = loop
        return loop


own_loop = OwnLoop()


@app.get("/own-loop")
async def in_own_loop() -> int:
    """Run something there."""
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(one(), own_loop.running()))
