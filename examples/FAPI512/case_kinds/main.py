"""Functions, factories, classes, methods and libraries above and below route decorators."""

from functools import lru_cache

import typing_extensions
from fastapi import APIRouter, FastAPI, Request
from guards import Guard, limiter, register, requires, tagged, timed
from starlette.authentication import requires as starlette_requires

app = FastAPI()
router = APIRouter()


@timed  # expect: FAPI512
@app.get("/timed")
async def read_timed() -> int:
    """A decorator that is a function."""
    return 1


@requires("admin")  # expect: FAPI512
@router.post("/admin")
def create_admin() -> int:
    """A decorator that a function makes."""
    return 1


@Guard  # expect: FAPI512
@app.delete("/guarded")
def delete_guarded() -> int:
    """A decorator that is a class."""
    return 1


@limiter.limit(5)  # expect: FAPI512
@app.get("/limited")
def read_limited() -> int:
    """A decorator that an object makes."""
    return 1


@lru_cache  # expect: FAPI512
@app.get("/cached")
def read_cached() -> int:
    """A decorator of the standard library."""
    return 1


@starlette_requires("authenticated")  # expect: FAPI512
@app.get("/starlette")
async def read_starlette(request: Request) -> str:
    """A decorator of Starlette."""
    return request.url.path


@app.get("/between/above")
@timed  # expect: FAPI512
@app.get("/between/below")
async def read_between() -> int:
    """The lower of two routes goes without."""
    return 1


@timed  # expect: FAPI512
@app.get("/twice/one")
@app.get("/twice/two")
async def read_twice() -> int:
    """Both routes go without, and it is said once."""
    return 1


@register
@tagged("first")
@app.get("/registered")
def read_registered() -> int:
    """Registries hand the function back."""
    return 1


@typing_extensions.deprecated("use another one")
@app.get("/library")
def read_library() -> int:
    """Nothing is known of this decorator."""
    return 1


@app.get("/below")
@timed
async def read_below() -> int:
    """The right order."""
    return 1


class Views:
    """Static methods as path operations."""

    @staticmethod
    @router.get("/static")
    def read_static() -> int:
        """A static method is the same function."""
        return 1


app.include_router(router)
