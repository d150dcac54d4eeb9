"""Path operations that leave everything to a service."""

from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
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


def make_items():
    """What is sold, without a word of its class."""
    return Items()


@app.get("/found/{key}")
def find_item(key: int, items=Depends(make_items)) -> str:
    """Answer 500 where there is none."""
    try:
        return items.find(key)
    except Exception as error:  # expect: FAPI912
        raise HTTPException(status_code=500, detail="could not find") from error
