"""A decorator that keeps the signature. Beyond the guide."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import FastAPI

app = FastAPI()
calls: list[str] = []


def logged(function: Callable[..., Any]) -> Callable[..., Any]:
    """Note each call."""

    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        calls.append(function.__name__)
        return function(*args, **kwargs)

    return wrapper


@app.get("/items/{item_id}")
@logged
def read_item(item_id: int) -> int:
    """Take a path parameter."""
    return item_id
