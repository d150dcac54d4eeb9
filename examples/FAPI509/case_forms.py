"""All ways to put an exception into a text, and handlers that know what they send."""

import asyncio
import json
import logging
import os
import sys
import uuid
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

logger = logging.getLogger(__name__)
DEBUG = os.getenv("DEBUG") == "1"


class Page(BaseModel):
    """Which page is asked for."""

    number: int = 1


class ShopError(Exception):
    """Written for clients."""


class ApiError(HTTPException):
    """An exception of the project's own for the client."""


def work(number: int) -> int:
    """Do something."""
    return 1 // number


def cleaned(error: Exception) -> str:
    """Write a text that may be sent."""
    return type(error).__name__


async def handle_all(request: Request, error: Exception) -> PlainTextResponse:
    """Registered below for everything."""
    return PlainTextResponse(repr(error), 500)  # expect: FAPI509


async def handle_known(request: Request, error: Exception) -> JSONResponse:
    """Registered below for the project's own exceptions."""
    return JSONResponse({"error": str(error)}, 400)


app = FastAPI(exception_handlers={ShopError: handle_known})
app.add_exception_handler(Exception, handle_all)


@app.get("/texts/{number}")
def texts(number: int) -> int:
    """Formatted, joined, kept in a variable."""
    try:
        return work(number)
    except (KeyError, Exception) as error:
        if number == 1:
            raise HTTPException(500, f"failed: {error}")  # expect: FAPI509
        if number == 2:
            raise HTTPException(500, "failed: %s" % error)  # expect: FAPI509
        if number == 3:
            raise HTTPException(500, "failed: " + str(error))  # expect: FAPI509
        if number == 4:
            raise HTTPException(500, "failed: {}".format(error))  # expect: FAPI509
        if number == 5:
            raise StarletteHTTPException(500, detail=error.args[0])  # expect: FAPI509
        if number == 6:
            raise ApiError(500, detail={"error": repr(error)})  # expect: FAPI509
        text = f"failed: {error!r}"
        raise HTTPException(
            status_code=HTTPStatus.INTERNAL_SERVER_ERROR,
            detail=text,  # expect: FAPI509
        ) from error


@app.get("/responses/{number}", response_model=None)
def responses(number: int) -> Any:
    """Responses instead of exceptions."""
    try:
        return work(number)
    except BaseException as error:
        return JSONResponse(content={"error": str(error)}, status_code=500)  # expect: FAPI509


@app.get("/right/{number}")
def right(number: int) -> int:
    """Handlers that know what they send."""
    try:
        return work(number)
    except (ValueError, ShopError) as error:
        raise HTTPException(400, str(error)) from error
    except Exception as error:
        logger.exception("failed: %s", error)
        if isinstance(error, ZeroDivisionError):
            raise HTTPException(400, str(error)) from error
        if DEBUG:
            raise HTTPException(500, str(error)) from error
        if number == 7:
            raise HTTPException(500, f"failed: {type(error).__name__}") from error
        if number == 8:
            raise HTTPException(500, cleaned(error)) from error
        detail = str(error) if DEBUG else "failed"
        if number == 9:
            raise HTTPException(500, str(error) if DEBUG else "failed") from error
        raise HTTPException(500, detail) from error


def check_name(name: str) -> None:
    """Refuse some names, with words for clients."""
    if len(name) > 40:
        raise Exception("the name is too long")


@app.post("/filters")
async def post_filter(request: Request) -> int:
    """Only what the client sent can be wrong."""
    text = await request.body()
    try:
        found = json.loads(text)
    except Exception as error:
        raise HTTPException(400, f"invalid JSON: {error}") from error
    try:
        page = Page(**found)
    except Exception as error:
        raise HTTPException(422, str(error)) from error
    return page.number


def user_id(text: str) -> uuid.UUID:
    """Refuse what is no user's."""
    if len(text) < 32:
        raise ValueError("too short")
    return uuid.UUID(hex=text.strip()[:32])


@app.post("/bodies/{user}")
async def post_bodies(request: Request, user: str) -> Any:
    """Several steps, all of which only read what the client sent."""
    try:
        if request.headers.get("content-type", "").startswith("application/json"):
            found = await request.json()
        else:
            found = json.loads((await request.body()).decode("utf-8"))
        pages = [Page(**each) for each in found]
    except Exception as error:
        raise HTTPException(400, f"not readable: {error}") from error
    try:
        numbers = list(cast(list[int], found["numbers"]))
    except Exception as error:
        raise HTTPException(400, f"no numbers: {error}") from error
    try:
        body = await request.json()
        command = body.get("command")
    except Exception as error:
        raise HTTPException(400, f"no command: {error}") from error
    try:
        return user_id(user).hex, pages, numbers, command
    except Exception as error:
        raise HTTPException(400, str(error)) from error


@app.post("/loaded")
async def post_loaded(request: Request) -> int:
    """One of the steps does more than read what the client sent."""
    try:
        found = json.loads(await request.body())
        return work(found["number"])
    except Exception as error:
        raise HTTPException(400, f"not readable: {error}") from error  # expect: FAPI509


@app.put("/names/{name}")
def put_name(name: str) -> str:
    """The only thing that can go wrong is written in the project."""
    try:
        check_name(name)
    except Exception as error:
        raise HTTPException(400, str(error)) from error
    return name


def described(error: Exception, long: bool = False) -> str:
    """Write down all that the exception says."""
    if long:
        return f"[{type(error).__name__}] {error}"
    return str(error)


def shortened(error: Exception) -> str:
    """Write down what the exception says only where it is a known one."""
    if isinstance(error, ZeroDivisionError):
        return str(error)
    return "failed"


@app.get("/helped/{number}")
def helped(number: int) -> int:
    """Helpers that send everything, or know what they send."""
    try:
        return work(number)
    except Exception as error:
        if number == 1:
            raise HTTPException(500, described(error)) from error  # expect: FAPI509
        if number == 2:
            raise HTTPException(500, f"failed: {described(error, long=True)}") from error  # expect: FAPI509
        raise HTTPException(500, shortened(error)) from error


@app.get("/branches/{number}")
def branches(number: int) -> int:
    """What is known in one branch is not in the other."""
    try:
        return work(number)
    except Exception as error:
        if "division" in str(error):
            raise HTTPException(400, str(error)) from error
        elif isinstance(error, KeyError):
            raise HTTPException(404, str(error)) from error
        else:
            raise HTTPException(500, str(error)) from error  # expect: FAPI509


@app.get("/refused/{number}")
def refused(number: int) -> int:
    """What is not known has been refused before, or the branch is that of what is known."""
    try:
        return work(number)
    except Exception as error:
        if number == 1:
            raise HTTPException(500, f"failed: {error}" if str(error) else "failed")  # expect: FAPI509
        if number == 2:
            text = "failed" if isinstance(error, KeyError) else str(error)
            raise HTTPException(500, text)  # expect: FAPI509
        if number == 3:
            raise HTTPException(500, "failed" if not isinstance(error, KeyError) else str(error))
        if not isinstance(error, ZeroDivisionError):
            raise
        raise HTTPException(400, str(error)) from error


class Report(BaseModel):
    """What has been counted."""

    number: int = 0


async def asked_elsewhere(number: int) -> int:
    """Refuse in own words, and do other things that may go wrong."""
    if number > 40:
        raise Exception("the number is too large")
    await asyncio.sleep(0)
    return work(number)


@app.get("/counted/{number}", response_model=None)
async def counted(number: int) -> Report | int:
    """A model that is made of what may go wrong, and a function that does more than refuse."""
    try:
        return Report(number=work(number))
    except Exception as error:
        if number == 1:
            raise HTTPException(500, str(error)) from error  # expect: FAPI509
    try:
        return await asked_elsewhere(number)
    except Exception as error:
        raise HTTPException(500, str(error)) from error  # expect: FAPI509


@app.get("/logged/{number}")
def logged(number: int) -> int:
    """The text goes elsewhere."""
    try:
        return work(number)
    except Exception as error:
        logger.error(f"failed: {error}")
        raise ShopError(f"failed: {error}") from error


async def read_filter(request: Request) -> dict[str, int]:
    """The same where what was read is returned right away."""
    try:
        return dict(json.loads(await request.body()))
    except ValueError as error:
        raise HTTPException(400, f"invalid JSON: {error}") from error


async def read_body(request: Request) -> object:
    """With a broad handler."""
    try:
        return await request.json()
    except Exception as error:
        raise HTTPException(400, f"invalid JSON: {error}") from error


async def in_development(request: Request, error: Exception) -> PlainTextResponse:
    """Only developers get the text, in a name of its own."""
    if os.environ["ENVIRONMENT"] == "dev":
        message = repr(error)
    else:
        message = "An error occurred."
    return PlainTextResponse(message, status_code=500)


@app.get("/current/{number}")
def current(number: int) -> int:
    """The exception has no name."""
    try:
        return work(number)
    except ShopError:
        raise HTTPException(409, str(sys.exc_info()[1])) from None
    except:  # noqa: E722
        if number > 1:
            raise HTTPException(500, f"failed: {sys.exc_info()[1]}") from None  # expect: FAPI509
        if number < -1:
            raise HTTPException(500, f"failed: {sys.exc_info()[0].__name__}") from None
        raise HTTPException(500, "failed: " + str(sys.exc_info()[1])) from None  # expect: FAPI509


async def in_shop(request: Request, error: Exception) -> PlainTextResponse:
    """A test that has nothing to do with it."""
    if request.url.path.startswith("/shop"):
        message = repr(error)
    else:
        message = "An error occurred."
    return PlainTextResponse(message, status_code=500)  # expect: FAPI509


other = FastAPI(exception_handlers={Exception: in_development})
third = FastAPI(exception_handlers={Exception: in_shop})


STATUSES: dict[type[Exception], int] = {ShopError: 409, KeyError: 404}


async def of_known(request: Request, error: Exception) -> JSONResponse:
    """The messages of known classes are written for clients."""
    return JSONResponse({"detail": str(error)}, status_code=STATUSES[type(error)])


for known in STATUSES:
    third.add_exception_handler(known, of_known)


def register(application: FastAPI) -> None:
    """In a function."""
    for each in STATUSES:
        application.add_exception_handler(each, of_known)
