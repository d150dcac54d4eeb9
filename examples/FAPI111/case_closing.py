"""Who is asked by clients to stop or close something may wait for others, whatever it is called."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=2)
lock = threading.Lock()
jobs: dict[str, Future[int]] = {}


def run(name: str) -> int:
    """Wait for a job, under the lock."""
    with lock:
        return jobs[name].result()


@app.post("/jobs/{name}/stop")
async def stop(name: str) -> None:
    """Stop a job."""
    with lock:  # expect: FAPI111
        jobs.pop(name).cancel()


async def stop_oldest() -> None:
    """Stop another one, while the others go on."""
    with lock:  # expect: FAPI111
        jobs.pop(min(jobs)).cancel()


@app.post("/oldest-job/stop")
async def stop_one() -> None:
    """Stop the oldest."""
    await stop_oldest()
