"""Subclasses, conditional expressions, several routes, nested functions and Starlette's own class."""

import fastapi
from fastapi import APIRouter, FastAPI
from fastapi import HTTPException as Error
from starlette.exceptions import HTTPException as StarletteHTTPException


class NotFound(Error):
    """A project's own error."""

    def __init__(self, what: str) -> None:
        """Say what is missing."""
        super().__init__(404, f"no such {what}")


app = FastAPI()
router = APIRouter()


@router.get("/a/{key}")
@router.get("/b/{key}")
async def read_any(key: int):
    """Be reported once for two routes."""
    return NotFound("key") if key > 1 else key  # expect: FAPI905


@router.get("/c")
async def read_starlette():
    """Return Starlette's exception."""
    return StarletteHTTPException(404)  # expect: FAPI905


@router.get("/d")
async def read_dotted():
    """Name it through the package."""
    return fastapi.HTTPException(404)  # expect: FAPI905


def create_app() -> FastAPI:
    """Register a nested path operation."""
    inner = FastAPI()

    @inner.get("/e")
    def read_nested():
        return Error(404)  # expect: FAPI905

    return inner


app.include_router(router)
