"""Other ways to start a task that nothing holds.

Aliases, methods of the loop, callbacks only, names that are never read, plain methods.
"""

import asyncio
import asyncio as aio
from asyncio import create_task, get_running_loop

from fastapi import FastAPI, WebSocket

app = FastAPI()


async def work(number: int = 1) -> int:
    """Work for a while."""
    await asyncio.sleep(0)
    return number


def done(task: asyncio.Task[int]) -> None:
    """Look at the result."""
    print(task.result())


class Poller:
    """Starts tasks from its methods."""

    def start(self) -> None:
        """Start one from a plain method, which runs on the loop."""
        asyncio.get_event_loop().create_task(self.poll())  # expect: FAPI115

    async def poll(self) -> None:
        """Work for ever, were it not collected."""
        await asyncio.sleep(1)


poller = Poller()


@app.post("/aliases")
async def aliases() -> None:
    """Functions under other names."""
    create_task(work())  # expect: FAPI115
    aio.create_task(work(), name="work")  # expect: FAPI115
    aio.ensure_future(work())  # expect: FAPI115


@app.post("/loops")
async def loops() -> None:
    """Methods of the loop."""
    loop = asyncio.get_running_loop()
    loop.create_task(work())  # expect: FAPI115
    get_running_loop().create_task(work(2))  # expect: FAPI115


@app.post("/callbacks")
async def callbacks() -> None:
    """A callback is held by the task, not the task by the callback."""
    asyncio.create_task(work()).add_done_callback(done)  # expect: FAPI115


@app.post("/names")
async def names() -> None:
    """A name that is never read lives until the function returns."""
    _ = asyncio.create_task(work())  # expect: FAPI115
    task = asyncio.create_task(work(2))  # expect: FAPI115
    task.add_done_callback(done)


@app.post("/conditions/{number}")
async def conditions(number: int) -> None:
    """In the midst of other statements."""
    if number > 1:
        asyncio.create_task(work(number))  # expect: FAPI115
    for part in range(number):
        asyncio.create_task(work(part))  # expect: FAPI115
    poller.start()


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    """In a websocket."""
    await websocket.accept()
    asyncio.create_task(websocket.send_text("later"))  # expect: FAPI115
    await websocket.receive_text()
