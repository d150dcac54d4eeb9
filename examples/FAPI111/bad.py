"""Waiting for other threads in a coroutine: the event loop waits too, perhaps for ever.

Guide: 2. Async/Sync Boundary Management (a thread that is waited for is no offloading).
"""

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=2)
results: queue.Queue[int] = queue.Queue()
ready = threading.Event()
lock = threading.Lock()
counters = {"requests": 0}


def square(number: int) -> int:
    """Work in a thread."""
    results.put(number * number)
    ready.set()
    return number * number


def publish_counters() -> None:
    """Hold the lock for as long as it takes, in a thread."""
    with lock:
        time.sleep(0.01)


@app.get("/squares/{number}")
async def read_square(number: int) -> int:
    """Submit the work, and wait for its result."""
    return pool.submit(square, number).result()  # expect: FAPI111


@app.get("/queued/{number}")
async def read_queued(number: int) -> int:
    """Start a thread, and wait for its end and for what it left."""
    thread = threading.Thread(target=square, args=(number,))
    thread.start()
    ready.wait(timeout=5)  # expect: FAPI111
    thread.join()  # expect: FAPI111
    return results.get()  # expect: FAPI111


@app.post("/requests")
async def count_request() -> int:
    """Wait until no thread holds the lock."""
    with lock:  # expect: FAPI111
        counters["requests"] += 1
    return counters["requests"]
