"""A program whose `main()` defines the coroutine that it runs; other objects have a method of that name."""

import asyncio
import threading
import time

import uvicorn
from fastapi import FastAPI

app = FastAPI()


class Poller:
    """Asks for work."""

    def __init__(self) -> None:
        self.thread = threading.Thread(target=time.sleep, args=(1,))

    async def run(self) -> None:
        """Ask once."""
        await asyncio.sleep(1)

    def stop(self) -> None:
        """Wait for the thread."""
        self.thread.join()


def main() -> None:
    """Nothing is served any more when the poller is stopped."""
    poller = Poller()

    async def run() -> None:
        task = asyncio.create_task(poller.run())
        await uvicorn.Server(uvicorn.Config(app, port=9000)).serve()
        await task
        poller.stop()

    asyncio.run(run())


@app.post("/stop")
async def stop() -> None:
    """Here the loop serves requests."""
    Poller().stop()  # expect: FAPI111
