"""What happens at start and end.

Guide: 3. Lifespan Management (Modern Pattern), "Use lifespan context manager".
Amended: what is opened is left out, and the end stands in `finally`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI

resources: dict[str, Any] = {}


@contextmanager
def lifespan(app: FastAPI) -> Iterator[None]:
    """Load, and clear."""
    resources["ml_model"] = sum
    try:
        yield
    finally:
        resources.clear()
