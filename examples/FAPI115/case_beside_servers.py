"""Tasks under local names of coroutines that await a server."""

import asyncio

import uvicorn
from fastapi import FastAPI

app = FastAPI()


async def receive() -> None:
    """Go on for a while."""
    await asyncio.sleep(1)


async def serve_both(server: uvicorn.Server) -> None:
    """The name lives as long as the server."""
    receiver = asyncio.create_task(receive())
    await server.serve()


async def sweep_afterwards(server: uvicorn.Server) -> None:
    """What is made behind it is not held."""
    await server.serve()
    sweeper = asyncio.create_task(receive())  # expect: FAPI115


async def report(server: uvicorn.Server) -> None:
    """Neither is what has no name."""
    asyncio.create_task(receive())  # expect: FAPI115
    await server.serve()
