"""A 404 that becomes a 500. Beyond the guide; compare Authentication Pattern, which has the same in it."""

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
    """Raise inside of the block."""
    try:
        if item_id < 0:
            raise HTTPException(status_code=400, detail="Not a number of an item")
        return items[item_id]
    except Exception as error:  # expect: FAPI912
        raise HTTPException(500, "Failed") from error


@app.get("/found/{item_id}")
def read_found(item_id: int) -> dict[str, str]:
    """Call what raises."""
    try:
        return {"item": find_item(item_id)}
    except Exception:  # expect: FAPI912
        return {"error": "Failed"}
