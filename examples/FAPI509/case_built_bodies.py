"""One class makes all bodies of errors, and puts in what it is given."""

import traceback
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse

app = FastAPI()


class Problem:
    """The bodies of this application's answers."""

    debug = False

    @classmethod
    def build(cls, key: str, exception: Exception | str | None = None) -> dict[str, Any]:
        """With the exception, where there is one."""
        body: dict[str, Any] = {"success": False, "error": {"key": key}}
        if exception:
            body["error"]["debug"] = {"message": str(exception)}
        return body

    @classmethod
    def send(cls, key: str, *, details: str = "") -> JSONResponse:
        """Put in by a method."""
        body = {"key": key}
        body.update({"details": details})
        return JSONResponse(body, status_code=500)

    @classmethod
    def careful(cls, key: str, exception: Exception | None = None) -> dict[str, Any]:
        """Only in development."""
        body: dict[str, Any] = {"key": key}
        if cls.debug:
            body["exception"] = str(exception)
        return body

    @classmethod
    def named(cls, key: str, exception: Exception | None = None) -> dict[str, Any]:
        """Nothing but the class."""
        body: dict[str, Any] = {"key": key}
        if exception is not None:
            body["type"] = type(exception).__name__
        return body


class Done:
    """The answers of this application."""

    @classmethod
    def send(cls, message: str, data: dict[str, str] | None = None) -> JSONResponse:
        """In an envelope."""
        return JSONResponse({"message": message, "data": data})


def work() -> str:
    """Whatever may fail."""
    return open("work").read()


@app.get("/text")
def text() -> str:
    """The exception's text."""
    try:
        return work()
    except Exception as error:
        raise HTTPException(
            500,
            detail=Problem.build("INTERNAL", exception=str(error)),  # expect: FAPI509
        ) from error


@app.get("/exception")
def exception() -> str:
    """The exception itself."""
    try:
        return work()
    except Exception as error:
        raise HTTPException(500, detail=Problem.build("INTERNAL", error)) from error  # expect: FAPI509


@app.get("/sent")
def sent() -> Any:
    """In an answer that the class makes."""
    try:
        return work()
    except Exception as error:
        return Problem.send("INTERNAL", details=str(error))  # expect: FAPI509


@app.get("/health")
def health() -> Any:
    """Kept, and sent further down by a function of the project."""
    state = "up"
    try:
        work()
    except Exception as error:
        state = f"down: {str(error)[:50]}"  # expect: FAPI509
    return Done.send("health", data={"work": state})


@app.get("/careful")
def careful() -> str:
    """It need not be sent, or is not the text."""
    try:
        return work()
    except OSError as error:
        raise HTTPException(404, detail=Problem.build("MISSING", error)) from error
    except ValueError:
        raise HTTPException(500, detail=Problem.build("INTERNAL")) from None
    except Exception as error:
        traceback.print_exc()
        raise HTTPException(500, detail=[Problem.careful("A", error), Problem.named("B", error)]) from error
