"""Functions and exceptions of the project that make the answer."""

import logging
from typing import Any

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

app = FastAPI()
logger = logging.getLogger(__name__)


class Failed(HTTPException):
    """Sends its message."""

    def __init__(self, message: str, code: int = 500) -> None:
        super().__init__(status_code=code, detail={"message": message})


class Logged(HTTPException):
    """Keeps its message to itself."""

    def __init__(self, message: str) -> None:
        logger.error(message)
        super().__init__(status_code=500, detail="Sorry")


def failure(message: str, status: int = 500) -> JSONResponse:
    """A response with a message."""
    content = {"success": False, "message": message}
    return JSONResponse(content=content, status_code=status)


def logged(message: str) -> JSONResponse:
    """A response with a fixed text."""
    logger.error(message)
    return JSONResponse({"message": "Sorry"}, 500)


def only_in_tests(message: str, *, shown: bool) -> JSONResponse:
    """A response that shows the message in one case only."""
    if shown:
        return JSONResponse({"message": message}, 500)
    return JSONResponse({"message": "Sorry"}, 500)


class Answers:
    """The same as methods."""

    @staticmethod
    def fail(*, msg: str) -> dict[str, Any]:
        """Data with a message."""
        return {"code": 500, "msg": msg}


def work() -> str:
    """Whatever may fail."""
    return open("work").read()


@app.get("/exception")
def by_exception() -> str:
    """An exception of the project's own."""
    try:
        return work()
    except Exception as error:
        raise Failed(f"could not: {error}") from error  # expect: FAPI509


@app.get("/function")
def by_function() -> Any:
    """A function that makes a response."""
    try:
        return work()
    except Exception as error:
        return failure(str(error), status=503)  # expect: FAPI509


@app.get("/data")
def by_data() -> Any:
    """A function that makes what is returned as data."""
    try:
        return work()
    except Exception as error:
        return Answers.fail(msg=str(error))  # expect: FAPI509


def not_sent() -> Any:
    """Nobody's answer."""
    try:
        return work()
    except Exception as error:
        return Answers.fail(msg=str(error))


@app.get("/logged")
def by_logging() -> Any:
    """Neither of them sends it."""
    try:
        return work()
    except ValueError as error:
        return failure(str(error))
    except OSError as error:
        raise Logged(str(error)) from error
    except Exception as error:
        logger.exception(error)
        return logged(str(error))


@app.get("/sometimes")
def sometimes() -> Any:
    """It need not be sent."""
    try:
        return work()
    except Exception as error:
        return only_in_tests(str(error), shown=False)


def as_http(error: Exception) -> HTTPException:
    """Make of it what is raised."""
    if isinstance(error, KeyError):
        return HTTPException(404, str(error))
    return HTTPException(500, str(error))


def as_known(error: Exception) -> HTTPException:
    """Only known ones with their text."""
    if isinstance(error, KeyError):
        return HTTPException(404, str(error))
    return HTTPException(500, "failed")


@app.get("/raised")
def by_raised() -> Any:
    """The exception that a function makes is raised."""
    try:
        return work()
    except Exception as error:
        raise as_http(error) from error  # expect: FAPI509


@app.get("/raised/known")
def by_known() -> Any:
    """That one has a fixed text."""
    try:
        return work()
    except Exception as error:
        raise as_known(error) from error


def give_up(error: Exception, during: str = "work") -> None:
    """Raise an answer for any error."""
    logger.exception(error)
    raise HTTPException(500, f"{during}: {error}")


def give_up_quietly(error: Exception) -> None:
    """Raise an answer without its text."""
    raise HTTPException(500, "failed")


class Worker:
    """Works in methods."""

    def fail(self, message: str) -> None:
        """Raise an answer with a message."""
        raise HTTPException(500, message)

    def run(self) -> Any:
        """Work, or fail."""
        try:
            return work()
        except Exception as error:
            self.fail(str(error))  # expect: FAPI509


@app.get("/given-up")
def by_giving_up() -> Any:
    """A function that raises."""
    try:
        return work()
    except Exception as error:
        give_up(error)  # expect: FAPI509


@app.get("/given-up/quietly")
def by_giving_up_quietly() -> Any:
    """A function that raises something fixed."""
    try:
        return work()
    except Exception as error:
        give_up_quietly(error)


class Outcome(BaseModel):
    """What is sent."""

    ok: bool
    message: str = ""


def unhappy(message: str) -> Outcome:
    """Make an outcome."""
    return Outcome(ok=False, message=message)


def refused(response: Response, message: str) -> Outcome:
    """Set the status, and leave the rest to another function."""
    response.status_code = 400
    return unhappy(message)


@app.get("/outcome")
def by_outcome(response: Response) -> Outcome:
    """Through two functions into a model."""
    try:
        return Outcome(ok=bool(work()))
    except Exception as error:
        return refused(response=response, message=f"failed: {error}")  # expect: FAPI509
