"""`time.sleep` under other names, and other things that are called `sleep` or `time`.

Import aliases, names inside functions, local functions, parameters, methods of other classes.
"""

import asyncio
import time as clock
from asyncio import sleep as pause
from datetime import datetime, time
from time import sleep, sleep as nap

import anyio
from fastapi import FastAPI

app = FastAPI()
wait = clock.sleep


class Pacer:
    """Has a method that is called like the function."""

    def sleep(self, seconds: float) -> float:
        """Only compute."""
        return seconds


@app.get("/module-alias")
async def module_alias() -> None:
    """The module under another name."""
    clock.sleep(0.1)  # expect: FAPI101


@app.get("/name")
async def name() -> None:
    """The function itself."""
    sleep(0.1)  # expect: FAPI101


@app.get("/name-alias")
async def name_alias() -> None:
    """The function under another name."""
    nap(0.1)  # expect: FAPI101


@app.get("/variable")
async def variable() -> None:
    """The function in a variable."""
    wait(0.1)  # expect: FAPI101


@app.get("/local-import")
async def local_import() -> None:
    """Imported where it is used."""
    import time

    time.sleep(0.1)  # expect: FAPI101


@app.get("/conditional")
async def conditional(seconds: float = 0.1) -> float:
    """In the midst of expressions and statements."""
    try:
        seconds and sleep(seconds)  # expect: FAPI101
    finally:
        async with asyncio.timeout(1):
            [sleep(0) for _ in range(2)]  # expect: FAPI101
    return seconds


@app.get("/awaited")
async def awaited() -> None:
    """The functions that are meant to be used."""
    await asyncio.sleep(0)
    await pause(0)
    await anyio.sleep(0)


@app.get("/date")
async def date() -> str:
    """`time` of `datetime` is a class."""
    return str(datetime.combine(datetime(2026, 1, 1), time(12)))


@app.get("/method")
async def method() -> float:
    """A method of another class."""
    return Pacer().sleep(0.1)


@app.get("/shadowed")
async def shadowed() -> float:
    """A local function of the same name."""

    def sleep(seconds: float) -> float:
        return seconds

    return sleep(0.1)


@app.get("/parameter")
async def parameter() -> list[float]:
    """A parameter and a loop variable of the same name."""

    async def call(sleep: Pacer) -> list[float]:
        return [sleep.sleep(clock) for clock in (0.1, 0.2)]

    return await call(Pacer())


@app.get("/mentioned")
async def mentioned() -> str:
    """Mentioned, and not called."""
    return f"{sleep.__name__} {clock.sleep.__module__}"
