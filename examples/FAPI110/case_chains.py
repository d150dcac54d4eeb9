"""Small questions to the file system are not what makes a call chain block.

Only the direct ones are reported, and only when the rule is turned on; what is large is not small.
"""

import os
import shutil
from pathlib import Path

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
ROOT = Path("data")


def ensure_folder(name: str) -> Path:
    """Make a folder when there is none."""
    folder = ROOT / name
    if not folder.exists():
        folder.mkdir(parents=True)
    return folder


@app.get("/helper")
async def helper() -> str:
    """Behind a helper they are accepted."""
    return str(ensure_folder("a"))


@app.get("/large")
async def large() -> str:
    """Removing a whole tree is another matter."""
    folder = ensure_folder("b")
    shutil.rmtree(folder)  # expect: FAPI105
    return folder.name


@app.get("/computed")
async def computed() -> list[str]:
    """Names are computed without asking anybody."""
    return [
        os.path.join("a", "b"),
        os.path.basename("a/b"),
        os.path.splitext("a.txt")[1],
        Path("a/b").name,
        os.getcwd(),
        os.fspath(ROOT),
    ]


@app.get("/offloaded")
async def offloaded() -> bool:
    """Handed over."""
    return await run_in_threadpool(ROOT.exists) and await run_in_threadpool(os.path.isdir, ROOT)


@app.get("/plain")
def plain() -> bool:
    """A plain handler."""
    return ROOT.exists()
