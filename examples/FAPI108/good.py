"""A process pool keeps the event loop free, and so does a thread where the library lets others run.

Guide: 2. Async/Sync Boundary Management, decision table, "CPU-intensive work", amended: threads do not
help with work in Python, since one of them runs at a time. bcrypt lets the others run meanwhile.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from typing import Annotated

import bcrypt
from fastapi import Body, FastAPI, HTTPException, Request

users: dict[str, bytes] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, ProcessPoolExecutor]]:
    """Start the processes once, and end them in the end."""
    with ProcessPoolExecutor(max_workers=1) as processes:
        yield {"processes": processes}


app = FastAPI(lifespan=lifespan)


@app.post("/users/{name}", status_code=201)
def register(name: str, password: Annotated[str, Body(embed=True)]) -> str:
    """Hash in a thread, since this is a plain handler."""
    users[name] = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
    return name


@app.post("/sessions/{name}")
async def log_in(name: str, password: Annotated[str, Body(embed=True)]) -> str:
    """Hand the function to a thread."""
    known = users.get(name)
    if known is None or not await asyncio.to_thread(bcrypt.checkpw, password.encode(), known):
        raise HTTPException(401, "wrong", headers={"WWW-Authenticate": "Password"})
    return name


def stretch(number: int) -> str:
    """Derive a key, in another process."""
    salt = number.to_bytes(16, "big", signed=True)
    return hashlib.pbkdf2_hmac("sha256", b"master", salt, 600_000).hex()


@app.get("/keys/{number}")
async def derive_key(number: int, request: Request) -> str:
    """Hand the function to the process pool."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(request.state.processes, stretch, number)
