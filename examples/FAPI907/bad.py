"""A body for a status that has none: the routes cannot be made. Beyond the guide."""

from fastapi import FastAPI, status
from pydantic import BaseModel


class Item(BaseModel):
    """Something with a name."""

    name: str


def create_app() -> FastAPI:
    """Fail with an AssertionError."""
    app = FastAPI()

    @app.delete("/items/{item_id}", status_code=204)  # expect: FAPI907
    def delete_item(item_id: int) -> dict[str, int]:
        return {"deleted": item_id}

    return app


def create_other_app() -> FastAPI:
    """Fail as well."""
    app = FastAPI()

    @app.put(  # expect: FAPI907
        "/items/{item_id}", status_code=status.HTTP_204_NO_CONTENT, response_model=Item
    )
    def update_item(item_id: int, item: Item):
        return item

    return app
