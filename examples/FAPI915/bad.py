"""A decorator that hides the parameters. Beyond the guide."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

app = FastAPI()
calls: list[str] = []


def logged(function: Callable[..., Any]) -> Callable[..., Any]:
    """Note each call."""

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        calls.append(function.__name__)
        return function(*args, **kwargs)

    return wrapper


@app.get("/items/{item_id}")
@logged  # expect: FAPI915
def read_item(item_id: int) -> int:
    """Demand the query parameters args and kwargs."""
    return item_id
