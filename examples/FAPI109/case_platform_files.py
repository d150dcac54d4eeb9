"""A file that only some systems have is no reason to blame callers; one of the program's own is."""

import os
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
RELEASE = "/etc/os-release"
STATE = Path("state.json")


def release() -> str | None:
    """Read a file of the system, where there is one."""
    if os.path.exists(RELEASE):
        with open(RELEASE) as file:
            return file.read()
    return None


def in_container() -> bool:
    """Read a file that containers have."""
    if Path("/.dockerenv").exists():
        return bool(Path("/.dockerenv").read_text())
    return False


def state() -> str | None:
    """Read a file of the program's own."""
    if STATE.exists():
        return STATE.read_text()
    return None


@app.get("/")
async def about() -> list[str | bool | None]:
    """Call them all."""
    return [release(), in_container(), state()]  # expect: FAPI109


@app.get("/release")
async def about_release() -> str:
    """Read it here: this is said."""
    if os.path.exists(RELEASE):
        return Path(RELEASE).read_text()  # expect: FAPI105
    return ""
