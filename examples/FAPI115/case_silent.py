"""Tasks that somebody holds: nothing here may be reported.

Awaited, returned, kept in attributes, sets, lists, dictionaries and the state of the application.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from fastapi import FastAPI, Request, WebSocket

tasks: set[asyncio.Task[int]] = set()
by_number: dict[int, "asyncio.Task[int]"] = {}


async def work(number: int = 1) -> int:
    """Work for a while."""
    await asyncio.sleep(0)
    return number


def start(number: int) -> "asyncio.Task[int]":
    """Start one for the caller to hold."""
    return asyncio.create_task(work(number))


def keep(task: "asyncio.Task[int]") -> None:
    """Hold one."""
    tasks.add(task)
    task.add_done_callback(tasks.discard)


class Poller:
    """Holds its task."""

    def __init__(self) -> None:
        self.task: asyncio.Task[int] | None = None
        self.others: list[asyncio.Task[int]] = []

    def start(self) -> None:
        """Start it."""
        self.task = asyncio.create_task(work())
        self.others.append(asyncio.create_task(work(2)))

    async def stop(self) -> None:
        """Wait for it."""
        if self.task is not None:
            await self.task
        await asyncio.gather(*self.others)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The variable lives as long as the application runs."""
    app.state.poller = asyncio.create_task(work())
    task = asyncio.create_task(work())
    yield
    task.cancel()
    await app.state.poller


app = FastAPI(lifespan=lifespan)


@app.get("/awaited")
async def awaited() -> list[int]:
    """Awaited in many ways."""
    first = asyncio.create_task(work())
    pending = [asyncio.create_task(work(number)) for number in range(2)]
    third = asyncio.ensure_future(work(3))
    finished, _ = await asyncio.wait([third])
    return [
        await first,
        *await asyncio.gather(*pending, asyncio.create_task(work())),
        await asyncio.wait_for(asyncio.create_task(work()), timeout=1),
        await asyncio.create_task(work(4)),
        *[task.result() for task in finished],
    ]


@app.post("/kept/{number}")
async def kept(number: int, request: Request) -> None:
    """Kept in many places."""
    by_number[number] = asyncio.create_task(work(number))
    keep(asyncio.create_task(work(number)))
    tasks.add(start(number))
    request.app.state.latest = asyncio.create_task(work(number))
    poller = Poller()
    poller.start()
    await poller.stop()


@app.get("/groups")
async def groups() -> int:
    """Groups hold their tasks until these are done."""
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        second = group.create_task(work(2))
    async with anyio.create_task_group() as other:
        other.start_soon(work, 3)
    return second.result()


@app.get("/cancelled")
async def cancelled() -> bool:
    """A task that is looked at again later in the function."""
    task = asyncio.create_task(asyncio.sleep(10))
    try:
        await work()
    finally:
        task.cancel()
    return task.cancelling() > 0


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    """Two tasks that are waited for."""
    await websocket.accept()
    reader = asyncio.create_task(websocket.receive_text())
    writer = asyncio.create_task(websocket.send_text("hello"))
    _, unfinished = await asyncio.wait({reader, writer}, return_when=asyncio.FIRST_COMPLETED)
    for task in unfinished:
        task.cancel()


def later(loop: asyncio.AbstractEventLoop) -> None:
    """Callbacks are no tasks."""
    loop.call_later(1, print, "later")
    loop.call_soon(print, start)


class Pool:
    """A class of the project with a method that is called like the function."""

    def create_task(self, number: int) -> int:
        """Create no task."""
        return number


@app.get("/pool")
async def pool() -> int:
    """A method of another class."""
    Pool().create_task(1)
    return 1


async def when_done(task: "asyncio.Task[int]") -> None:
    """A task that is handed to `ensure_future` is handed back as it is: somebody else holds it."""
    asyncio.ensure_future(task).add_done_callback(tasks.discard)


@app.websocket("/talk")
async def talk(websocket: WebSocket) -> None:
    """The name lives as long as the loop, which has no end of its own."""
    await websocket.accept()
    greeting = asyncio.create_task(websocket.send_text("welcome"))
    try:
        while True:
            await websocket.send_text(await websocket.receive_text())
    finally:
        print("gone")
