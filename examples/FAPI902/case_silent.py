"""Routes of which every one is reached."""

import os

from fastapi import APIRouter, FastAPI

app = FastAPI()
other = FastAPI()
router = APIRouter()
PREFIX = os.environ.get("PREFIX", "")


@app.get("/items/{item_id:int}")
def read_item(item_id: int) -> int:
    """Take numbers only."""
    return item_id


@app.get("/items/newest")
def read_newest() -> str:
    """No number."""
    return "newest"


@app.post("/items/{name}")
def create_item(name: str) -> str:
    """Another method."""
    return name


@app.get("/items/{item_id:int}/parts")
def read_parts(item_id: int) -> list[str]:
    """A longer path."""
    return []


@other.get("/items/{item_id}")
def read_other(item_id: int) -> int:
    """Another application."""
    return item_id


if PREFIX:

    @app.get("/users/{user_id}")
    def read_user(user_id: int) -> int:
        """Perhaps not registered."""
        return user_id


@app.get("/users/me")
def read_me() -> str:
    """Reached where there is no prefix."""
    return "me"


@router.get("/{page}")
def read_page(page: str) -> str:
    """Below a prefix that is not known."""
    return page


@app.get("/files/{name}.json")
def read_json(name: str) -> str:
    """One suffix."""
    return name


@app.get("/files/readme.txt")
def read_readme() -> str:
    """Another suffix."""
    return "readme"


app.include_router(router, prefix=PREFIX)


@app.get("/status")
def read_status() -> str:
    """Reached where the prefix is not empty."""
    return "all is well"


@app.get("/tiles/{x}/{y}")
@app.get("/tiles/{x}/{y}.{format}")
def read_tile(x: int, y: int, format: str = "png") -> str:
    """The lowest decorator registers first."""
    return f"{x} {y} {format}"


@app.get("/pages/about")
@app.get("/pages/{name}")
def read_any_page() -> str:
    """One handler, whatever the name."""
    return "page"
