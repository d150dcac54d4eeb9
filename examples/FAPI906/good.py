"""Statuses are raised, declared, or belong to a response. Beyond the guide."""

from fastapi import FastAPI, HTTPException, Response, status

app = FastAPI()
items = {1: "apple"}


@app.get("/items/{item_id}")
def read_item(item_id: int) -> str:
    """Answer 404."""
    if item_id not in items:
        raise HTTPException(404, "No such item")
    return items[item_id]


@app.post("/items", status_code=status.HTTP_201_CREATED)
async def create_item(name: str, response: Response) -> dict[str, str]:
    """Answer 201 with a header."""
    response.headers["Location"] = "/items/2"
    return {"name": name}
