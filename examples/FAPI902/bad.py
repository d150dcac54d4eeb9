"""The general path comes first and takes everything. Beyond the guide."""

from fastapi import APIRouter, FastAPI

app = FastAPI()
admin = APIRouter(prefix="/admin")


@app.get("/items/{item_id}")
def read_item(item_id: int) -> int:
    """Refuse "newest" with a 422."""
    return item_id


@app.get("/items/newest")  # expect: FAPI902
def read_newest_item() -> str:
    """Never reached."""
    return "newest"


@app.get("/{page}/{part}")
def read_page(page: str, part: str) -> str:
    """Take the administration's routes as well."""
    return f"{page}: {part}"


@admin.get("/status")  # expect: FAPI902
def read_status() -> str:
    """Never reached."""
    return "all is well"


app.include_router(admin)


@app.get("/tiles/{x}/{y}.{format}")  # expect: FAPI902
@app.get("/tiles/{x}/{y}")
def read_tile(x: str, y: str, format: str = "png") -> str:
    """The lowest decorator registers first: the format is part of y."""
    return format
