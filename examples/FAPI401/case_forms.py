"""Other kinds of long work: constants, loops of sleeps, programs, classes, threads, `partial`."""

import asyncio
import subprocess
import time
from functools import partial
from time import sleep as pause

from fastapi import BackgroundTasks, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

app = FastAPI()
DELAY = 45
SECOND = 1
seen: list[str] = []


def wait() -> None:
    """A constant of the module."""
    pause(DELAY)


async def wait_in_rounds() -> None:
    """Many short sleeps that nothing ends."""
    for number in range(120):
        seen.append(str(number))
        await asyncio.sleep(SECOND)


def transcode(source: str) -> None:
    """A video goes through a program."""
    subprocess.run(["ffmpeg", "-i", source, f"{source}.mp4"], check=True)


class Importer:
    """Imports something."""

    async def run(self, rounds: int) -> None:
        """Through a method, in a thread."""
        for _ in range(rounds):
            await run_in_threadpool(self._load)

    def _load(self) -> None:
        time.sleep(300)


class Worker:
    """Works for ever."""

    def __init__(self) -> None:
        self.importer = Importer()

    async def forever(self) -> None:
        """An endless loop that survives errors."""
        while 1:
            try:
                await asyncio.sleep(1)
            except ValueError:
                seen.append("error")


worker = Worker()


async def retrying() -> bool:
    """A `while` that tries again."""
    attempts = 0
    while attempts < 10:
        try:
            seen.append("tried")
        except OSError:
            attempts += 1
            await asyncio.sleep(attempts)
        else:
            return True
    return False


@app.post("/work")
async def work(tasks: BackgroundTasks) -> None:
    """All of them."""

    def nested() -> None:
        wait()

    tasks.add_task(wait)  # expect: FAPI401
    tasks.add_task(wait_in_rounds)  # expect: FAPI401
    tasks.add_task(transcode, "film.avi")  # expect: FAPI401
    tasks.add_task(Importer().run, rounds=3)  # expect: FAPI401
    tasks.add_task(worker.forever)  # expect: FAPI401
    tasks.add_task(worker.importer.run, 2)  # expect: FAPI401
    tasks.add_task(partial(transcode, "film.avi"))  # expect: FAPI401
    tasks.add_task(retrying)  # expect: FAPI401
    tasks.add_task(nested)  # expect: FAPI401
    tasks.add_task(time.sleep, 30)  # expect: FAPI401
    tasks.add_task(asyncio.sleep, 45.5)  # expect: FAPI401
    tasks.add_task(time.sleep, 3)


@app.post("/response")
async def response() -> JSONResponse:
    """One task, of the response."""
    return JSONResponse({}, background=BackgroundTask(wait))  # expect: FAPI401
