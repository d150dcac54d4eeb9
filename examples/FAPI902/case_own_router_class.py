"""Routers whose class adds each route with and without a last slash, and one that does something else."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI


class BothRouter(APIRouter):
    """Adds two routes for each decorator."""

    def api_route(self, path: str, *, include_in_schema: bool = True, **kwargs: Any) -> Callable[..., Any]:
        """Show one of them in the schema."""
        if path.endswith("/"):
            path = path[:-1]
        add_path = super().api_route(path, include_in_schema=include_in_schema, **kwargs)
        other_path = path + "/"
        add_other_path = super().api_route(other_path, include_in_schema=False, **kwargs)

        def decorator(function: Callable[..., Any]) -> Callable[..., Any]:
            add_other_path(function)
            return add_path(function)

        return decorator


class OtherRouter(APIRouter):
    """Does the same one step later."""

    def add_api_route(self, path: str, *args: Any, **kwargs: Any) -> None:
        """Add the path as it is, then the other one."""
        super().add_api_route(path, *args, **kwargs)
        path = path.removesuffix("/") if path.endswith("/") else f"{path}/"
        super().add_api_route(path, *args, **kwargs)


class SomeRouter(APIRouter):
    """Leaves out what a list has."""

    left_out = ("/items/{key}",)

    def add_api_route(self, path: str, *args: Any, **kwargs: Any) -> None:
        """Add the others."""
        if path in self.left_out:
            return
        super().add_api_route(path, *args, **kwargs)


both, other, some = BothRouter(prefix="/both"), OtherRouter(prefix="/other"), SomeRouter(prefix="/some")


@both.get("/items/{key}")
def read_both(key: str) -> str:
    """Take every key."""
    return f"item {key}"


@both.get("/items/newest/")  # expect: FAPI902
def read_newest() -> str:
    """Never run."""
    return "the newest"


@both.get("/items/newest/parts")
def read_parts() -> list[str]:
    """Two parts."""
    return []


@other.get("/items/{key}/")
def read_other(key: str) -> str:
    """Take every key."""
    return f"item {key}"


@other.get("/items/newest")  # expect: FAPI902
def read_other_newest() -> str:
    """Never run."""
    return "the newest"


@some.get("/items/{key}")
def read_some(key: str) -> str:
    """Left out."""
    return f"item {key}"


@some.get("/items/newest")
def read_some_newest() -> str:
    """Not shadowed."""
    return "the newest"


app = FastAPI()
app.include_router(both)
app.include_router(other)
app.include_router(some)
