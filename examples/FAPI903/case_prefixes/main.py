"""An application with a route that a router has too."""

import items
from fastapi import APIRouter, FastAPI

app = FastAPI()
api = APIRouter(prefix="/api")


@app.get("/api/items/")
def read_items() -> list[str]:
    """Comes first."""
    return ["apple"]


api.include_router(items.router, prefix="/items")
app.include_router(api)
