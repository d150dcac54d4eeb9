"""Coroutines that somebody awaits, later or elsewhere: nothing here may be reported.

Tasks, `gather`, variables, lists, callers, timeouts, overrides, things that are called like coroutines.
"""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

import anyio
import httpx
from fastapi import BackgroundTasks, Depends, FastAPI

app = FastAPI()
log: list[str] = []
running: set[asyncio.Task[None]] = set()


async def write(line: str = "") -> None:
    """Write a line."""
    log.append(line)


async def count() -> int:
    """Count the lines."""
    return len(log)


async def lines() -> AsyncIterator[str]:
    """Give the lines: an asynchronous generator is no coroutine."""
    for line in log:
        yield line


@contextlib.asynccontextmanager
async def heading(text: str) -> AsyncIterator[None]:
    """Frame something: entered with `async with`."""
    await write(text)
    yield


def later(line: str) -> Coroutine[Any, Any, None]:
    """Return a coroutine for the caller to await, and say so."""
    return write(line)


def forwarded(line: str):
    """Return a coroutine for the caller to await, and say nothing."""
    return write(line)


async def supervised(work: Awaitable[int], timeout: float = 1) -> int:
    """Await what is given."""
    return await asyncio.wait_for(work, timeout)


async def twice(work: Callable[[], Awaitable[int]]) -> int:
    """Call what is given, and await it."""
    return await work() + await work()


class Writer(ABC):
    """Writes somehow."""

    @abstractmethod
    def write(self, line: str) -> Awaitable[None]:
        """Give something to await."""

    def write_twice(self, line: str) -> Awaitable[list[None]]:
        """Give something to await that awaits two things."""
        return asyncio.gather(self.write(line), self.write(line))


class LogWriter(Writer):
    """Writes to the log."""

    async def write(self, line: str) -> None:
        """Await the function."""
        await write(line)


class Recorder:
    """A class whose method is called like a coroutine of another class."""

    def write(self, line: str) -> None:
        """Write at once."""
        log.append(line)


writer: Writer = LogWriter()


@app.post("/tasks")
async def tasks(background: BackgroundTasks) -> None:
    """Handed to somebody who awaits them."""
    task = asyncio.create_task(write("a"))
    running.add(task)
    task.add_done_callback(running.discard)
    await asyncio.gather(write("b"), write("c"), return_exceptions=True)
    await asyncio.wait([asyncio.ensure_future(write("d"))])
    await asyncio.wait_for(write("e"), timeout=1)
    await asyncio.shield(write("f"))
    async with asyncio.TaskGroup() as group:
        group.create_task(write("g"))
    async with anyio.create_task_group() as other:
        other.start_soon(write, "h")
    background.add_task(write, "i")


@app.get("/variables")
async def variables() -> list[int]:
    """Kept in variables and lists, and awaited from there."""
    first = count()
    pending = [count() for _ in range(2)]
    pending.append(count())
    named = {"total": count()}
    coroutine = count() if log else supervised(count())
    return [await first, *await asyncio.gather(*pending), await named["total"], await coroutine]


@app.get("/loops")
async def loops() -> list[int]:
    """Awaited one by one, and as they are completed."""
    found = []
    for coroutine in [count(), count()]:
        found.append(await coroutine)
    for next_done in asyncio.as_completed([count(), count()]):
        found.append(await next_done)
    return found


@app.post("/callers")
async def callers() -> int:
    """Functions that hand coroutines on."""
    await later("a")
    await forwarded("b")
    await writer.write("c")
    await writer.write_twice("d")
    total = await supervised(count(), timeout=2)
    return total + await twice(count) + await twice(lambda: count())


@app.get("/generators")
async def generators(text: str = "title") -> list[str]:
    """Asynchronous generators and context managers are not awaited."""
    source = lines()
    async with heading(text), asyncio.timeout(1):
        return [line async for line in source]


@app.post("/closed")
async def closed() -> None:
    """Closed on purpose."""
    coroutine = write("never")
    coroutine.close()


@app.post("/recorder")
async def recorder() -> None:
    """A method that is no coroutine."""
    Recorder().write("a")
    written = list(map(Recorder().write, "bc"))
    print(written)


@app.post("/shadowed")
async def shadowed() -> str:
    """A local function that is called like the coroutine."""

    def write(line: str) -> str:
        return line

    write("a")
    return write("b")


async def fetch(client: httpx.AsyncClient, url: str) -> httpx.Response:
    """Await a call that was made before."""
    request = client.build_request("GET", url)
    sending = client.send(request)
    return await sending


@app.get("/dependencies")
async def dependencies(total: int = Depends(count)) -> int:
    """FastAPI awaits dependencies."""
    return total


def script() -> None:
    """Outside of a loop coroutines are handed to one."""
    asyncio.run(write("script"))


class Settings:
    """What an application is told."""

    folder = "data"


def get_settings() -> Settings:
    """Read them."""
    return Settings()


class Backend:
    """Its default argument is the function above, not the method further down."""

    def __init__(self, settings: Callable[[], Any] = get_settings) -> None:
        """Take what gives the settings."""
        self.settings = settings

    async def get_settings(self) -> dict[str, str]:
        """The settings, as a client sees them."""
        return {"folder": self.settings().folder}


@app.get("/settings")
async def read_settings() -> dict[str, str]:
    """Read them through the backend."""
    return await Backend().get_settings()
