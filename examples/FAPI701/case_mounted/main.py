"""An application that is mounted in another one; each has overrides of its own."""

from typing import Annotated

from fastapi import Depends, FastAPI

api = FastAPI()


def get_db() -> str:
    return "real database"


@api.get("/items/1")
def read_item(db: Annotated[str, Depends(get_db)]) -> str:
    return db


def create_app() -> FastAPI:
    server = FastAPI()
    server.mount("/api", api)
    return server


app = create_app()
