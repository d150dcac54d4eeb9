"""Paths that are meant as they are."""

import os

from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/items")
PREFIX = os.environ.get("ITEMS_PREFIX", "/v1")


@router.get("")
def read_items() -> list[str]:
    """The prefix itself: /items."""
    return []


@router.post(":batch")
def create_batch() -> int:
    """A custom method: /items:batch."""
    return 2


@router.get(".json")
def read_json() -> list[str]:
    """A suffix: /items.json."""
    return []


@app.get("{rest:path}")
def read_rest(rest: str) -> str:
    """Matches every path, the slash included."""
    return rest


callbacks = APIRouter()


@callbacks.post("{$callback_url}/events")
def tell_event() -> None:
    """What clients have to serve, for the documentation; OpenAPI knows such expressions."""


@app.post("/subscriptions", callbacks=callbacks.routes)
def subscribe(callback_url: str) -> str:
    """Have events told to an address."""
    return callback_url


app.include_router(router, prefix=PREFIX)
app.include_router(router, prefix="")
settings: dict[str, str] = {}
name = settings.get("name", "none")
