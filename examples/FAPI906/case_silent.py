"""Tuples that are data."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import FastAPI, Response

app = FastAPI()


def takes_status(function: Callable[..., Any]) -> Callable[..., Response]:
    """Take the status out of what a function returns."""

    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        content, status = function(*args, **kwargs)
        return Response(content, status)

    return wrapper


@app.get("/pairs")
def read_pair() -> tuple[str, int]:
    """Declare the tuple."""
    return "apples", 404


@app.get("/points", response_model=list[int])
def read_point():
    """Declare a list."""
    return "400", 400


@app.get("/sizes")
def read_size():
    """Two numbers."""
    return 640, 480


@app.get("/small")
def read_small():
    """No status code."""
    return "small", 7


@app.get("/taken")
@takes_status
def read_taken():
    """A decorator takes it apart."""
    return "taken", 418
