"""Code that never runs may not be reported, and code that may run is.

Behind `return`, `raise`, endless loops; under constant conditions; in branches that both leave.
"""

import time
import typing
from typing import TYPE_CHECKING, NoReturn

from fastapi import FastAPI, HTTPException

app = FastAPI()
DEBUG = False


def refuse(detail: str) -> NoReturn:
    """Raise, always."""
    raise HTTPException(403, detail)


@app.get("/returned")
async def returned() -> str:
    """Behind a `return`."""
    return "early"
    time.sleep(0.1)


@app.get("/raised")
async def raised() -> None:
    """Behind a `raise`."""
    raise HTTPException(410, "gone")
    time.sleep(0.1)


@app.get("/both/{number}")
async def both(number: int) -> str:
    """Behind branches that both leave."""
    if number > 0:
        return "more"
    else:
        raise HTTPException(404, "less")
    time.sleep(0.1)


@app.get("/one/{number}")
async def one(number: int) -> str:
    """Behind a branch that leaves, and one that does not."""
    if number > 1:
        return "more"
    time.sleep(0.1)  # expect: FAPI101
    return "less"


@app.get("/constants")
async def constants() -> str:
    """Under conditions that are known."""
    if False:
        time.sleep(0.1)
    if 0:
        time.sleep(0.2)
    if TYPE_CHECKING:
        time.sleep(0.3)
    if typing.TYPE_CHECKING:
        time.sleep(0.4)
    if not TYPE_CHECKING:
        time.sleep(0.01)  # expect: FAPI101
    while False:
        time.sleep(0.5)
    if DEBUG:
        time.sleep(0.6)
    return "ok"


@app.get("/else")
async def otherwise() -> str:
    """In the other branch of a condition that is known."""
    if True:
        time.sleep(0.01)  # expect: FAPI101
    else:
        time.sleep(0.1)
    return "ok"


@app.get("/refused")
async def refused() -> str:
    """Behind a function that never returns."""
    refuse("not you")
    time.sleep(0.1)
    return "never"


@app.get("/loop")
async def loop() -> str:
    """Behind `continue`, `break`, and a loop without end."""
    for _ in range(2):
        continue
        time.sleep(0.1)
    while True:
        break
        time.sleep(0.1)
    while True:
        return "out"
    time.sleep(0.1)


@app.get("/caught")
async def caught() -> str:
    """In handlers, which may run, and in `finally`, which does."""
    try:
        raise HTTPException(500)
    except HTTPException:
        time.sleep(0.01)  # expect: FAPI101
    finally:
        time.sleep(0.01)  # expect: FAPI101
    return "caught"
