"""The slip with other functions: libraries, methods, classes, executors, in-between values.

What is called is reported as this alone, and not as a blocking call as well.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker
from starlette.concurrency import run_in_threadpool as offload

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=2)
SessionLocal = sessionmaker(create_engine("sqlite:///./forms.db"))


def get_db():
    """Provide a session."""
    with SessionLocal() as db:
        yield db


def work(number: int = 1) -> int:
    """Compute something, and return a number."""
    return number + 1


class Service:
    """Works in its methods."""

    def load(self, number: int) -> dict[str, int]:
        """Block."""
        time.sleep(0.1)
        return {"number": number}


service = Service()


@app.get("/libraries")
async def libraries(db: Session = Depends(get_db)) -> int:
    """Functions of libraries that block."""
    await offload(requests.get("https://example.com", timeout=5))  # expect: FAPI113
    await offload(Path("a.txt").read_text())  # expect: FAPI113
    await asyncio.to_thread(time.sleep(0.1))  # expect: FAPI113
    await offload(db.execute(text("SELECT 1")))  # expect: FAPI113
    return 1


@app.get("/methods/{number}")
async def methods(number: int) -> dict[str, int]:
    """Methods of the project."""
    await asyncio.to_thread(Service().load(number))  # expect: FAPI113
    return await offload(service.load(number))  # expect: FAPI113


@app.get("/executors/{number}")
async def executors(number: int) -> int:
    """Executors of one's own."""
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(pool, service.load(number))  # expect: FAPI113
    return await asyncio.wrap_future(pool.submit(work(number)))  # expect: FAPI113


@app.get("/harmless/{number}")
async def harmless(number: int) -> int:
    """A function that does not block: a number cannot be called all the same."""
    return await offload(work(number))  # expect: FAPI113


@app.get("/gathered")
async def gathered() -> list[int]:
    """In the midst of other expressions."""
    return await asyncio.gather(
        offload(work(1)),  # expect: FAPI113
        offload(work, 2),
        *[asyncio.to_thread(work(number)) for number in range(2)],  # expect: FAPI113
    )
