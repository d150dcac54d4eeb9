"""The text goes out in what a path operation returns."""

import logging
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
logger = logging.getLogger(__name__)


class Answer(BaseModel):
    """What clients get."""

    ok: bool
    error: str = ""


def connect() -> None:
    """Fail like a database driver does."""
    raise ConnectionError("cannot connect to postgresql://shop:hunter2@10.0.0.5/shop")


def probe() -> str:
    """No path operation: who calls it decides what is sent."""
    try:
        connect()
    except Exception as error:
        return str(error)
    return ""


@app.get("/dictionary")
def in_a_dictionary() -> dict[str, Any]:
    """Under a key."""
    try:
        connect()
    except Exception as error:
        return {"ok": False, "error": str(error)}  # expect: FAPI509
    return {"ok": True}


@app.get("/text")
def as_text() -> str:
    """By itself."""
    try:
        connect()
    except Exception as error:
        return f"failed: {error}"  # expect: FAPI509
    return "done"


@app.get("/model")
async def in_a_model() -> Answer:
    """In a model."""
    try:
        connect()
    except Exception as error:
        message = "failed: " + str(error)
        return Answer(ok=False, error=message)  # expect: FAPI509
    return Answer(ok=True)


@app.get("/fixed")
def fixed() -> dict[str, Any]:
    """A narrow exception, a fixed text, the class's name."""
    try:
        connect()
    except ValueError as error:
        return {"ok": False, "error": str(error)}
    except Exception as error:
        logger.exception("failed")
        return {"ok": False, "error": "failed", "kind": type(error).__name__}
    return {"ok": True, "log": probe()}
