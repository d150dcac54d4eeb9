"""Handlers that let HTTP errors through, look at them, or mean them."""

import logging

import fastapi
from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

app = FastAPI()
logger = logging.getLogger(__name__)


def find(key: int) -> int:
    """Find something."""
    if key > 1:
        raise HTTPException(404)
    return key


def quiet(key: int) -> int:
    """Catch its own errors."""
    try:
        return find(key)
    except HTTPException:
        return 0


def answer(error: Exception) -> Response:
    """Answer any error with its own status."""
    return JSONResponse({}, error.status_code if isinstance(error, HTTPException) else 500)


@app.get("/a")
def read_a(key: int) -> int:
    """Raise it again."""
    try:
        return find(key)
    except Exception:
        logger.exception("failed")
        raise


@app.get("/b")
def read_b(key: int) -> int:
    """Ask for its class."""
    try:
        return find(key)
    except Exception as error:
        if isinstance(error, HTTPException):
            raise error
        raise HTTPException(500) from error


@app.get("/c")
def read_c(key: int) -> int:
    """Catch its base before."""
    try:
        return find(key)
    except StarletteHTTPException:
        raise
    except Exception as error:
        raise HTTPException(500) from error


@app.get("/d", response_model=None)
def read_d(key: int) -> int | Response:
    """Hand it to a function that knows it."""
    try:
        return find(key)
    except Exception as error:
        return answer(error)


@app.get("/e")
def read_e(key: int) -> int:
    """Answer with the same status."""
    try:
        if key > 1:
            raise fastapi.HTTPException(400, "too large")
        return key
    except Exception as error:
        raise HTTPException(400, "wrong") from error


@app.get("/f")
def read_f(key: int) -> int:
    """Call what catches its own errors."""
    try:
        return quiet(key)
    except Exception as error:
        raise HTTPException(500) from error


@app.get("/g")
def read_g(key: int) -> int:
    """Raise in a nested block with a handler for it, and in the handlers themselves."""
    try:
        try:
            return find(key)
        except HTTPException:
            return 0
    except ValueError as error:
        raise HTTPException(400) from error
    except Exception as error:
        raise HTTPException(500) from error


@app.get("/h")
def read_h(key: int) -> int:
    """Define what raises, and do not call it."""
    try:

        def fail() -> None:
            raise HTTPException(404)

        return key if fail else 0
    except Exception as error:
        raise HTTPException(500) from error


@app.get("/i")
def read_i(key: int) -> int:
    """Decide that whatever fails is a 404."""
    try:
        return find(key) + quiet(key)
    except Exception as error:
        raise HTTPException(403, "not for you") from error


@app.get("/j", response_model=None)
def read_j(key: int) -> int | Response:
    """Decide the same with a response."""
    try:
        return find(key)
    except Exception:
        return JSONResponse({"detail": "not for you"}, status_code=403)


def script(key: int) -> int:
    """Not called for a request."""
    try:
        return find(key)
    except Exception:
        return 1
