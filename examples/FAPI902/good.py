"""The specific paths come first. Beyond the guide."""

from fastapi import APIRouter, FastAPI

app = FastAPI()
admin = APIRouter(prefix="/admin")


@admin.get("/status")
def read_status() -> str:
    """Reached, since the router is included before the general path."""
    return "all is well"


app.include_router(admin)


@app.get("/tiles/{x}/{y}")
@app.get("/tiles/{x}/{y}.{format}")
def read_tile(x: str, y: str, format: str = "png") -> str:
    """The lowest decorator registers first: the format is a parameter."""
    return format


@app.get("/items/newest")
def read_newest_item() -> str:
    """Reached."""
    return "newest"


@app.get("/items/{item_id}")
def read_item(item_id: int) -> int:
    """Take the other items."""
    return item_id


@app.get("/{page}/{part}")
def read_page(page: str, part: str) -> str:
    """Take the rest."""
    return f"{page}: {part}"
