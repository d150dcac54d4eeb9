"""A handler keeps the text in a name or container, and the answer is given further down."""

import logging
from collections.abc import Callable

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel

app = FastAPI()
logger = logging.getLogger(__name__)


class Health(BaseModel):
    """What is up and what is not."""

    parts: dict[str, str]


def connect(name: str) -> str:
    """Something that fails in ways that nobody expected."""
    return name


@app.get("/health")
def health() -> Health:
    """In a model, by way of a dictionary."""
    database = "up"
    try:
        connect("database")
    except Exception as error:
        database = f"down: {error}"  # expect: FAPI509
    parts = {"database": database, "cache": "up"}
    return Health(parts=parts)


@app.post("/connections")
def connect_all(names: list[str]) -> JSONResponse:
    """In a list, one for each that failed."""
    failed = []
    for name in names:
        try:
            connect(name)
        except Exception as error:
            reason = str(error)
            failed.append({"name": name, "reason": reason})  # expect: FAPI509
    return JSONResponse({"failed": failed})


@app.get("/connections/{name}")
def retry(name: str) -> str:
    """The exception itself, and its text once nothing has helped."""
    last: Exception | None = None
    for _ in range(3):
        try:
            return connect(name)
        except Exception as error:
            last = error  # expect: FAPI509
    raise HTTPException(502, f"gave up: {last}")


@app.post("/checks")
def check(names: list[str], probe: str = "") -> dict[str, object]:
    """How many failed, what was expected, what is written down, and what is replaced."""
    failed: list[str] = []
    rejected: list[str] = []
    state = ""
    for name in names:
        try:
            connect(name)
        except ValueError as error:
            rejected.append(str(error))
        except Exception as error:
            failed.append(str(error))
            logger.exception("cannot connect to %s", name)
    try:
        connect(probe)
    except Exception as error:
        state = str(error)
        logger.warning(state)
    state = "checked"
    return {"failed": len(failed), "rejected": rejected, "state": state}


def summarise(steps: list[Callable[[], None]]) -> list[str]:
    """No path operation: what it returns may be written to a log."""
    failed = []
    for step in steps:
        try:
            step()
        except Exception as error:
            failed.append(str(error))
    return failed
