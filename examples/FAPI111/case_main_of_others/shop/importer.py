"""A program with a loop of its own, which waits for its thread at the end."""

import asyncio
import threading
import time


class Worker:
    """Works beside the program."""

    def __init__(self) -> None:
        self.thread = threading.Thread(target=time.sleep, args=(1,))

    def stop(self) -> None:
        """Wait for it."""
        self.thread.join()


async def main() -> None:
    """Nothing is served while it ends."""
    worker = Worker()
    worker.thread.start()
    await asyncio.sleep(1)
    worker.stop()


async def drain() -> None:
    """Called by a path operation as well."""
    Worker().stop()  # expect: FAPI111
