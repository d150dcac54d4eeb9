"""More ways to wait for a thread: conditions, semaphores, pools, futures of other loops, busy loops.

And behind helpers: the wait is reported at the call that leads to it, a lock there is not.
"""

import asyncio
import concurrent.futures
import time
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from queue import LifoQueue, SimpleQueue
from threading import Condition, RLock, Semaphore, Thread

from fastapi import FastAPI

app = FastAPI()
threads = ThreadPoolExecutor(max_workers=2)
processes = ProcessPoolExecutor(max_workers=1)
inbox: SimpleQueue[str] = SimpleQueue()
stack: LifoQueue[str] = LifoQueue(maxsize=1)
changed = Condition()
slots = Semaphore(2)


async def nothing() -> int:
    """A coroutine for another loop."""
    return 1


def half(number: int) -> float:
    """Work in a thread or process."""
    return number / 2


def wait_for_half(number: int) -> float:
    """Wait for a thread, on whatever thread this runs."""
    return threads.submit(half, number).result(timeout=5)


class Store:
    """Guards its entries with a lock."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._entries: dict[int, str] = {}

    def put(self, key: int, value: str) -> None:
        """Change an entry under the lock."""
        with self._lock:
            self._entries[key] = value

    def flush(self) -> None:
        """Hold the lock for long, in a thread."""
        with self._lock:
            time.sleep(0.01)
            self._entries.clear()

    async def read(self, key: int) -> str | None:
        """Read an entry under the lock, in a coroutine."""
        with self._lock:  # expect: FAPI111
            return self._entries.get(key)


store = Store()


@app.get("/futures")
async def futures() -> list[float]:
    """Futures of threads and processes, from lists and functions."""
    pending = [threads.submit(half, number) for number in range(3)]
    finished, _ = concurrent.futures.wait(pending)  # expect: FAPI111
    values = [future.result() for future in as_completed(pending)]  # expect: FAPI111
    values.append(processes.submit(half, 8).result(timeout=5))  # expect: FAPI111
    return values + [float(len(finished))]


@app.get("/annotated")
async def annotated() -> float:
    """A future that is known by its annotation."""

    async def wait(future: "Future[float]") -> float:
        return future.result(5)  # expect: FAPI111

    return await wait(threads.submit(half, 1))


@app.get("/other-loop")
async def other_loop() -> int:
    """A coroutine in the loop of another thread, waited for here."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, daemon=True).start()
    future = asyncio.run_coroutine_threadsafe(nothing(), loop)
    return future.result(timeout=5)  # expect: FAPI111


@app.get("/queues")
async def queues() -> list[str]:
    """Queues of several kinds."""
    inbox.put("a")
    stack.put("b")
    return [
        inbox.get(),  # expect: FAPI111
        stack.get(timeout=5),  # expect: FAPI111
    ]


@app.get("/locks")
async def locks() -> str:
    """Locks that are acquired by a call."""
    slots.acquire()  # expect: FAPI111
    try:
        with changed:
            changed.wait_for(lambda: True, timeout=1)  # expect: FAPI111
    finally:
        slots.release()
    return "ok"


@app.get("/helper/{number}")
async def helper(number: int) -> float:
    """Behind a function, and behind a method."""
    store.put(number, "value")
    await store.read(number)
    return wait_for_half(number)  # expect: FAPI111


@app.get("/busy")
async def busy() -> int:
    """A loop that does nothing but look at the clock."""
    rounds = 0
    deadline = time.monotonic() + 0.01
    while time.monotonic() < deadline:  # expect: FAPI111
        rounds += 1
    return rounds
