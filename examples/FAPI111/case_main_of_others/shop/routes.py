"""Path operations."""

from shop.importer import drain
from shop.main import app


@app.post("/drain")
async def start_drain() -> None:
    """Wait for the worker."""
    await drain()
