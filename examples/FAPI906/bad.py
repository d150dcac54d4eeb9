"""A status beside the data, as one writes it in Flask. Beyond the guide."""

from fastapi import FastAPI, status

app = FastAPI()
items = {1: "apple"}


@app.get("/items/{item_id}")
def read_item(item_id: int):
    """Answer 200 with a list of two."""
    if item_id not in items:
        return {"detail": "No such item"}, 404  # expect: FAPI906
    return items[item_id]


@app.post("/items")
async def create_item(name: str):
    """Answer 200 with a list of three."""
    return {"name": name}, status.HTTP_201_CREATED, {"Location": "/items/2"}  # expect: FAPI906
