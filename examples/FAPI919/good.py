"""A 404 that the documentation has. Beyond the guide."""

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}", responses={404: {"description": "No such item"}})
def read_item(item_id: int) -> int:
    """Answer 404 for some."""
    if item_id > 1:
        raise HTTPException(404, "No such item")
    return item_id
