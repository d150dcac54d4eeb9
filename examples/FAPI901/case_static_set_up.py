"""Routes that a static method adds to the application that it is handed, and middleware beside them."""

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware


class Items:
    """Sets up what belongs to items."""

    @staticmethod
    def add_to(app: FastAPI) -> None:
        """Add the routes of items."""
        app.add_middleware(GZipMiddleware)

        @app.get("/items/{item_id}")  # expect: FAPI901
        def read_item(name: str) -> str:
            return name

        @app.get("/items/{item_id}/owner")
        def read_owner(item_id: str) -> str:
            return item_id


class Queue:
    """Its method has the same name and takes nothing."""

    def __init__(self) -> None:
        self.length = 0

    def add_to(self) -> None:
        """Count one more."""
        self.length += 1


app = FastAPI()
Items.add_to(app)
Queue().add_to()
