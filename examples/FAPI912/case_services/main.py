"""Path operations that leave everything to a service."""

from typing import Annotated, Any

from fastapi import Depends, FastAPI
from service import Items

app = FastAPI()
Service = Annotated[Items, Depends()]


@app.put("/items/{key}")
def rename_item(key: int, name: str, items: Service) -> str:
    """Rename one."""
    return items.rename(key, name)


@app.delete("/items/{key}")
def remove_item(key: int, items: Service) -> str:
    """Remove one."""
    return items.remove(key)


@app.get("/items/{key}")
def read_item(key: int, items: Service) -> dict[str, Any]:
    """Show one."""
    return {"name": items.shown(key), **items.counted()}
