"""HTTP errors pass. Beyond the guide; compare Authentication Pattern."""

from fastapi import FastAPI, HTTPException

app = FastAPI()
items = {1: "apple"}


def find_item(item_id: int) -> str:
    """Find an item."""
    if item_id not in items:
        raise HTTPException(404, "No such item")
    return items[item_id]


@app.get("/items/{item_id}")
def read_item(item_id: int) -> str:
    """Raise outside of the block."""
    if item_id < 0:
        raise HTTPException(status_code=400, detail="Not a number of an item")
    try:
        return items[item_id]
    except Exception as error:
        raise HTTPException(500, "Failed") from error


@app.get("/found/{item_id}")
def read_found(item_id: int) -> dict[str, str]:
    """Let HTTP errors through."""
    try:
        return {"item": find_item(item_id)}
    except HTTPException:
        raise
    except Exception:
        return {"error": "Failed"}
