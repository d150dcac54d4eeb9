"""The function and its arguments are passed, and called in the thread.

Guide: 2. Async/Sync Boundary Management, "GOOD Option 2".
"""

import asyncio
import time

import anyio.to_thread
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


def blocking_db_call(user_id: int, table: str = "users") -> str:
    """Block the thread that this runs on."""
    time.sleep(0.1)
    return f"{table} {user_id}"


@app.get("/users/{user_id}")
async def get_user(user_id: int) -> str:
    """The threadpool is given the function."""
    return await run_in_threadpool(blocking_db_call, user_id)


@app.get("/customers/{user_id}")
async def get_customer(user_id: int) -> str:
    """A thread is given the function."""
    return await asyncio.to_thread(blocking_db_call, user_id, table="customers")


@app.get("/guests/{user_id}")
async def get_guest(user_id: int) -> str:
    """An executor is given the function."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, blocking_db_call, user_id, "guests")


@app.get("/staff/{user_id}")
async def get_staff(user_id: int) -> str:
    """AnyIO is given the function."""
    return await anyio.to_thread.run_sync(blocking_db_call, user_id, "staff")
