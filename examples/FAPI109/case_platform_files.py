"""A file that only some systems have is no reason to blame callers; one of the program's own is."""

import os
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
RELEASE = "/etc/os-release"
STATE = Path("state.json")
LOAD = Path("/proc/loadavg")


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


def load() -> float:
    """Ask the kernel, which answers from memory, as it does for each process and sensor."""
    with open(f"/proc/{os.getpid()}/stat") as file:
        file.read()
    (Path("/sys/class/thermal") / "thermal_zone0" / "temp").read_text()
    return float(LOAD.read_text().split()[0])


def state() -> str | None:
    """Read a file of the program's own."""
    if STATE.exists():
        return STATE.read_text()
    return None


@app.get("/load")
async def how_much() -> float:
    """Call what only asks the kernel."""
    return load()


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
