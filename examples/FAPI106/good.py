"""Other programs are awaited, or run from plain handlers, which wait in a thread.

Guide: 2. Async/Sync Boundary Management (the same holds for other processes).
"""

import asyncio
import subprocess
from asyncio.subprocess import PIPE

from fastapi import FastAPI, HTTPException
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.get("/version")
async def read_version() -> str:
    """Await what the program prints."""
    process = await asyncio.create_subprocess_exec("git", "--version", stdout=PIPE)
    output, _ = await process.communicate()
    return output.decode()


@app.post("/thumbnails/{number}")
async def make_thumbnail(number: int) -> str:
    """Hand the function over."""
    target = f"{number}.thumbnail.png"
    done = await run_in_threadpool(
        subprocess.run,
        ["convert", f"{number}.png", "-resize", "64x64", target],
        check=False,
        capture_output=True,
    )
    if done.returncode != 0:
        raise HTTPException(422, "not an image")
    return target


@app.post("/reindex", status_code=204)
def reindex() -> None:
    """A plain handler waits in a thread."""
    subprocess.run(["make", "index"], check=True)


@app.post("/checks")
async def check() -> int:
    """Await the end of the program."""
    process = await asyncio.create_subprocess_exec("make", "check")
    return await process.wait()
