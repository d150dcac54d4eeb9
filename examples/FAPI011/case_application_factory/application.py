"""Handlers inside of a factory, and handlers that a call registers, use what a factory of stores gives."""

from fastapi import FastAPI
from stores import Store, store_for


def create_app(settings: dict[str, str]) -> FastAPI:
    """An application whose handlers use what stands around them."""
    app = FastAPI()
    store = store_for(settings)

    @app.get("/count")
    def count() -> int:
        return store.count()

    return app


class Api:
    """An application of methods."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.app = FastAPI()
        self.app.add_api_route("/names", self.names)

    def names(self) -> list[str]:
        """A handler."""
        return self.store.names()
