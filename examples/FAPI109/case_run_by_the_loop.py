"""Plain functions that the event loop itself runs later: timers and callbacks of tasks."""

import asyncio
import os
from pathlib import Path

import requests
from fastapi import FastAPI, WebSocket

app = FastAPI()
tasks: set[asyncio.Task[None]] = set()


async def work() -> None:
    """Do nothing that takes long."""


def tell(task: asyncio.Task[None]) -> None:
    """Tell another service that a task is over."""
    requests.post("https://hooks.example", json={"failed": task.exception() is not None}, timeout=5)


class Room:
    """Keeps what was said."""

    def save(self, text: str) -> None:
        """Write it to a file."""
        Path("room.txt").write_text(text)

    async def say(self, text: str) -> None:
        """Save it in a minute, and once at once in a thread."""
        loop = asyncio.get_running_loop()
        loop.call_later(60, self.save, text)  # expect: FAPI109
        loop.call_soon(lambda: self.save(text))  # expect: FAPI109
        loop.call_later(60, print, text)
        later = loop.call_later
        later(60, self.save, text)  # expect: FAPI109
        await loop.run_in_executor(None, self.save, text)
        loop.add_reader(0, self.read)

    def read(self) -> None:
        """Read what is there: the loop calls this when something is."""
        print(os.read(0, 1000))


room = Room()


@app.websocket("/room")
async def talk(websocket: WebSocket) -> None:
    """Say all that comes."""
    await websocket.accept()
    async for text in websocket.iter_text():
        await room.say(text)


@app.post("/work")
async def start() -> None:
    """Start a task."""
    task = asyncio.create_task(work())
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    task.add_done_callback(tell)  # expect: FAPI109
