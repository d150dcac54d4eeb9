"""No body is declared for a status that has none. Beyond the guide."""

from fastapi import FastAPI, status
from pydantic import BaseModel


class Item(BaseModel):
    """Something with a name."""

    name: str


def create_app() -> FastAPI:
    """Delete without a body."""
    app = FastAPI()

    @app.delete("/items/{item_id}", status_code=204)
    def delete_item(item_id: int) -> None:
        """Delete."""

    return app


def create_other_app() -> FastAPI:
    """Update, and give the item back with status 200."""
    app = FastAPI()

    @app.put("/items/{item_id}", status_code=status.HTTP_200_OK, response_model=Item)
    def update_item(item_id: int, item: Item):
        return item

    return app
