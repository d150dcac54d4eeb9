"""Declarations that FastAPI refuses: the routes cannot be made. Beyond the guide."""

from typing import Annotated

from fastapi import Depends, FastAPI, Path, Query, Response


def get_user() -> str:
    """Give a user."""
    return "alice"


def create_search() -> FastAPI:
    """Fail: the default stands inside of Query."""
    app = FastAPI()

    @app.get("/search")
    def search(query: Annotated[str, Query("all")]) -> str:  # expect: FAPI909
        return query

    return app


def create_items() -> FastAPI:
    """Fail: path parameters have no default."""
    app = FastAPI()

    @app.get("/items/{item_id}")
    def read_item(item_id: int = Path(1)) -> int:  # expect: FAPI909
        return item_id

    return app


def create_profile() -> FastAPI:
    """Fail: two dependencies for one parameter."""
    app = FastAPI()

    @app.get("/profile")
    def read_profile(user: Annotated[str, Depends(get_user)] = Depends(get_user)) -> str:  # expect: FAPI909
        return user

    return app


def create_page() -> FastAPI:
    """Fail: a Response in a union is no model."""
    app = FastAPI()

    @app.get("/page")
    def read_page(plain: bool = False) -> Response | dict[str, str]:  # expect: FAPI909
        return Response("page") if plain else {"page": "page"}

    return app
