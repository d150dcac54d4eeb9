"""Other programs are started from coroutines, and the event loop waits until they are done.

Guide: 2. Async/Sync Boundary Management (the same holds for other processes).
"""

import os
import subprocess

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/version")
async def read_version() -> str:
    """Run a program and take what it prints."""
    return subprocess.check_output(["git", "--version"], text=True)  # expect: FAPI106


@app.post("/thumbnails/{number}")
async def make_thumbnail(number: int) -> str:
    """Run a program and look at how it went."""
    target = f"{number}.thumbnail.png"
    done = subprocess.run(  # expect: FAPI106
        ["convert", f"{number}.png", "-resize", "64x64", target],
        check=False,
        capture_output=True,
    )
    if done.returncode != 0:
        raise HTTPException(422, "not an image")
    return target


@app.post("/reindex", status_code=204)
async def reindex() -> None:
    """Start a shell."""
    os.system("make index")  # expect: FAPI106


@app.post("/checks")
async def check() -> int:
    """Start a program, and wait for it."""
    process = subprocess.Popen(["make", "check"])  # expect: FAPI106
    return process.wait()  # expect: FAPI106
