"""A helper hands on whether to wait, and by its default it does not."""

import queue
import threading

from fastapi import FastAPI

app = FastAPI()
jobs: queue.Queue[str] = queue.Queue()


def take_if_any(name: str, wait=False) -> str:  # type: ignore[no-untyped-def]
    try:
        job = jobs.get(block=wait)
        return f"{name} {job}"
    except queue.Empty:
        return name


def take(wait: bool = True) -> str:
    return jobs.get(block=wait)


@app.get("/tried")
async def tried(wait: bool = False) -> str:
    return take_if_any("job", wait=wait)


@app.get("/taken")
async def taken() -> str:
    return take()  # expect: FAPI111


def fill() -> None:
    jobs.put("job")


threading.Thread(target=fill)
