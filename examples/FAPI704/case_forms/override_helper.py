"""A helper of tests, though it does not stand among them: it takes back what it overrides."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI


@contextmanager
def overridden(app: FastAPI, key: Callable[..., Any], value: Callable[..., Any]) -> Iterator[None]:
    app.dependency_overrides[key] = value
    try:
        yield
    finally:
        app.dependency_overrides.pop(key, None)
