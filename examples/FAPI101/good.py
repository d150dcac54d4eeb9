"""`await asyncio.sleep` lets the event loop serve other requests meanwhile.

Guide: Common Anti-Patterns, "`time.sleep()` in async code".
"""

import asyncio
import time
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()
jobs: dict[int, str] = {1: "done", 2: "running"}


async def slow_down(attempts: int = 0) -> int:
    """Make somebody who guesses wait longer each time."""
    if attempts > 3:
        await asyncio.sleep(0.1 * attempts)
    return attempts


@app.get("/jobs/{number}")
async def wait_for_job(number: int, attempts: Annotated[int, Depends(slow_down)]) -> str:
    """Look again and again until the job is done."""
    started = time.monotonic()
    while jobs.get(number) != "done":
        if time.monotonic() - started > 1:
            raise HTTPException(504, "still running")
        await asyncio.sleep(0.5)
    await asyncio.sleep(0)
    return jobs[number]
