"""The text is put into a model's fields, or handed to a function that makes the answer's body."""

import json
import logging
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel

app = FastAPI()
logger = logging.getLogger(__name__)
DEBUG = False


class Failure(BaseModel):
    """What clients get."""

    message: str
    code: int = 500


@dataclass
class Problem:
    """The same without pydantic."""

    title: str
    status: int = 500


class Events(StreamingResponse):
    """A response of the project's own."""

    media_type = "text/event-stream"


def connect() -> None:
    """Fail like a database driver does."""
    raise ConnectionError("cannot connect to postgresql://shop:hunter2@10.0.0.5/shop")


def body_of(code: str, message: str, details: dict[str, Any] | None = None) -> dict[str, Any]:
    """Whatever it is given is in the body."""
    body: dict[str, Any] = {"code": code, "message": message}
    if details:
        body["details"] = details
    return body


def event(message: str) -> str:
    """As an event."""
    return f"event: error\ndata: {json.dumps({'message': message})}\n\n"


def told_to_developers(message: str, debug: bool = False) -> str:
    """Not for everybody."""
    return message if debug else "Sorry"


def looked_up(message: str) -> str:
    """Not the text itself."""
    return {"timed out": "Try again later"}.get(message, "Sorry")


def written_down(message: str) -> dict[str, str]:
    """A fixed text."""
    logger.error("failed: %s", message)
    return {"message": "Sorry"}


@app.exception_handler(Exception)
async def on_error(request: Request, error: Exception) -> JSONResponse:
    """A model's fields."""
    return JSONResponse(Failure(message=str(error)).model_dump(), 500)  # expect: FAPI509


@app.exception_handler(500)
async def on_status(request: Request, error: Exception) -> JSONResponse:
    """A model that has a name."""
    failure = Failure(message=f"failed: {error}")
    return JSONResponse(status_code=500, content=jsonable_encoder(failure))  # expect: FAPI509


@app.get("/dataclass")
def by_dataclass() -> Any:
    """A dataclass."""
    try:
        connect()
    except Exception as error:
        return JSONResponse(asdict(Problem(title=str(error))), 500)  # expect: FAPI509


@app.get("/function")
def by_function() -> Any:
    """A function makes the body."""
    try:
        connect()
    except Exception as error:
        return JSONResponse(body_of("connection", str(error)), 500)  # expect: FAPI509


@app.get("/named")
def by_name() -> Any:
    """The body has a name."""
    try:
        connect()
    except Exception as error:
        body = body_of("connection", message=f"Failed: {error}")
        return JSONResponse(content=body, status_code=500)  # expect: FAPI509


@app.get("/part")
def by_part() -> Any:
    """The body is a part of what is returned."""
    try:
        connect()
    except Exception as error:
        return {"ok": False, "error": body_of("connection", str(error))}  # expect: FAPI509


@app.get("/stream")
def stream() -> StreamingResponse:
    """Events that a function makes, in a response of the project's own."""

    async def events() -> AsyncIterator[str]:
        try:
            connect()
            yield "data: {}\n\n"
        except Exception as error:
            yield event(str(error))  # expect: FAPI509

    return Events(events())


@app.get("/quiet")
def quiet(number: int) -> Any:
    """What does not show the text."""
    try:
        connect()
    except Exception as error:
        if number == 1:
            return JSONResponse({"message": told_to_developers(str(error), DEBUG)}, 500)
        if number == 2:
            return JSONResponse(body_of("connection", looked_up(str(error))), 500)
        if number == 3:
            return JSONResponse(body_of(str(type(error).__name__), "Sorry"), 500)
        return JSONResponse(written_down(str(error)), 500)
