"""A helper that runs what it is handed in a thread, and itself only where there is none; and one that never does."""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from fastapi import FastAPI

app = FastAPI()


class Lanes:
    """Runs queries in threads while it is open."""

    def __init__(self) -> None:
        """Start open."""
        self.closing = False

    async def run(self, query: Callable[[], int]) -> int:
        """Run a query in a thread; once the lanes are being closed, it gives nothing, at once."""
        if self.closing:
            return query()
        return await asyncio.get_running_loop().run_in_executor(None, query)

    async def run_here(self, query: Callable[[], int]) -> int:
        """Run a query."""
        if self.closing:
            return 0
        return query()


lanes = Lanes()


def count(table: str) -> int:
    """Take long."""
    time.sleep(1)
    return len(table)


@app.get("/tables/{table}")
async def table_size(table: str) -> int:
    """Run it in a thread."""
    return await lanes.run(partial(count, table))


@app.get("/tables/{table}/here")
async def table_size_here(table: str) -> int:
    """Run it here."""
    return await lanes.run_here(partial(count, table))  # expect: FAPI109


@app.get("/tables/{table}/now")
async def table_size_now(table: str, small: bool) -> int:
    """Run a function of this file in a thread, or here."""
    if small:
        return count(table)  # expect: FAPI109
    return await asyncio.to_thread(count, table)
