"""A function keeps the text, and a path operation sends what the function gives."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
PARTS = ("database", "cache")


class State(BaseModel):
    """What may be known."""

    up: bool


def connect(name: str) -> str:
    """Something that fails in ways that nobody expected."""
    return name


async def check_all() -> dict[str, Any]:
    """One entry for each part."""
    results: dict[str, Any] = {}
    for part in PARTS:
        try:
            results[part] = {"status": connect(part)}
        except Exception as error:
            results[part] = {"status": "down", "error": str(error)}  # expect: FAPI509
    return results


async def count_up() -> dict[str, int]:
    """Keeps the texts for itself."""
    failed = []
    for part in PARTS:
        try:
            connect(part)
        except Exception as error:
            failed.append(str(error))
    return {"up": len(PARTS) - len(failed)}


async def check_quietly() -> dict[str, Any]:
    """Nobody sends this."""
    results: dict[str, Any] = {}
    for part in PARTS:
        try:
            connect(part)
        except Exception as error:
            results[part] = str(error)
    return results


class Monitor:
    """Keeps what it has seen last."""

    def __init__(self) -> None:
        """Nothing so far."""
        self.last: dict[str, str] = {}
        self.error = ""

    async def look(self) -> dict[str, str]:
        """Kept in an attribute, and given."""
        try:
            self.last = {"database": connect("database")}
        except Exception as error:
            self.last = {"error": f"{error}"}  # expect: FAPI509
        return self.last

    async def look_again(self) -> dict[str, str]:
        """Kept in an attribute that is not given."""
        try:
            self.last = {"database": connect("database")}
        except Exception as error:
            self.error = str(error)
        return self.last


monitor = Monitor()


@app.get("/parts")
async def read_parts() -> Any:
    """As it is."""
    return await check_all()


@app.get("/count")
async def read_count() -> Any:
    """A number."""
    return await count_up()


@app.get("/state", response_model=State)
async def read_state() -> Any:
    """A response model lets nothing else pass."""
    return await check_quietly()


@app.get("/monitor")
async def read_monitor() -> Any:
    """Of an object's method."""
    return await monitor.look()


@app.get("/monitor-again")
async def read_monitor_again() -> Any:
    """The same without the text."""
    return await monitor.look_again()


class Part(BaseModel):
    """One part of the service."""

    up: bool
    error: str = ""


class Report(BaseModel):
    """All parts."""

    status: str
    database: Part
    cache: Part


def look_at_database() -> Part:
    """A model that becomes a field of another one."""
    try:
        connect("database")
        return Part(up=True)
    except Exception as error:
        return Part(up=False, error=str(error))  # expect: FAPI509


def look_at_cache() -> Part:
    """The same; who asks looks at it before."""
    try:
        connect("cache")
        return Part(up=True)
    except Exception as error:
        return Part(up=False, error=str(error))


@app.get("/report", response_model=Report)
async def read_report() -> Any:
    """An object of the response model."""
    database = look_at_database()
    cache = look_at_cache()
    if not cache.up:
        cache = Part(up=False, error="unavailable")
    return Report(status="up" if database.up else "starting", database=database, cache=cache)


@app.get("/report-state", response_model=State)
async def read_report_state() -> Any:
    """An object of another class: the response model leaves the error out."""
    return Part(up=look_at_cache().up)
