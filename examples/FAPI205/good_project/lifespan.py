"""What happens at start and end.

Guide: 3. Lifespan Management (Modern Pattern), "Use lifespan context manager".
Amended: what is opened is left out, and the end stands in `finally`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI

resources: dict[str, Any] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Load, and clear."""
    resources["ml_model"] = sum
    try:
        yield
    finally:
        resources.clear()
