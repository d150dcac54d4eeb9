"""The response that is returned has the status. Beyond the guide."""

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse

app = FastAPI()
items: dict[int, str] = {}


@app.put("/items/{item_id}")
def put_item(item_id: int, name: str, response: Response):
    """Answer 201 for a new item."""
    if item_id not in items:
        items[item_id] = name
        return JSONResponse({"name": name}, status_code=201)
    response.status_code = 203
    return {"name": items[item_id]}
