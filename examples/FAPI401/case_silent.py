"""Work of which nothing says that it takes long."""

import asyncio
import subprocess
import time
from collections.abc import Iterator

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
seen: list[str] = []
stopped = asyncio.Event()


async def brief() -> None:
    """A short sleep."""
    await asyncio.sleep(2)


def slow_down(texts: list[str]) -> None:
    """A pause after each item; how many there are is not known."""
    for text in texts:
        try:
            seen.append(text)
        except ValueError:
            seen.append("error")
        time.sleep(0.1)


def until_found() -> str:
    """A loop that ends."""
    while True:
        if seen:
            return seen[-1]
        seen.append("found")


def until_empty() -> None:
    """Another loop that ends."""
    while True:
        if not seen:
            break
        seen.pop()


async def until_stopped() -> None:
    """A loop with an end that is not seen here."""
    while not stopped.is_set():
        await asyncio.sleep(1)


def texts() -> Iterator[str]:
    """A generator; who takes its values may stop."""
    while True:
        yield "text"


def take_one() -> None:
    """Takes one of them."""
    seen.append(next(texts()))


def once_more() -> str:
    """Tries twice, without waiting."""
    for _ in range(2):
        try:
            return seen[0]
        except IndexError:
            seen.append("first")
    return ""


def request_with_retries() -> str:
    """The retries belong to one request of a helper."""
    return once_more() + fetch()


def fetch() -> str:
    """One request, tried three times."""
    for _ in range(3):
        try:
            return seen[0]
        except IndexError:
            time.sleep(1)
    return ""


def count_lines() -> None:
    """A program that is quick."""
    subprocess.run(["wc", "-l", __file__], check=True)


async def starts_other_work() -> None:
    """Something that goes on elsewhere."""
    for seconds in (1, 60):
        seen.append(str(seconds))


@app.post("/work")
async def work(tasks: BackgroundTasks) -> None:
    """All of them."""
    tasks.add_task(brief)
    tasks.add_task(slow_down, ["a", "b"])
    tasks.add_task(until_found)
    tasks.add_task(until_empty)
    tasks.add_task(until_stopped)
    tasks.add_task(take_one)
    tasks.add_task(request_with_retries)
    tasks.add_task(count_lines)
    tasks.add_task(starts_other_work)
    tasks.add_task(stopped.set)
