"""The same, declared so that FastAPI takes it. Beyond the guide."""

from typing import Annotated

from fastapi import Depends, FastAPI, Path, Query, Response


def get_user() -> str:
    """Give a user."""
    return "alice"


def create_search() -> FastAPI:
    """Give the default behind the equals sign."""
    app = FastAPI()

    @app.get("/search")
    def search(query: Annotated[str, Query()] = "all") -> str:
        return query

    return app


def create_items() -> FastAPI:
    """Give no default."""
    app = FastAPI()

    @app.get("/items/{item_id}")
    def read_item(item_id: int = Path()) -> int:
        return item_id

    return app


def create_profile() -> FastAPI:
    """Declare the dependency once."""
    app = FastAPI()

    @app.get("/profile")
    def read_profile(user: Annotated[str, Depends(get_user)]) -> str:
        return user

    return app


def create_page() -> FastAPI:
    """Turn the response model off."""
    app = FastAPI()

    @app.get("/page", response_model=None)
    def read_page(plain: bool = False) -> Response | dict[str, str]:
        return Response("page") if plain else {"page": "page"}

    return app
