"""A status that is lost. Beyond the guide."""

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse

app = FastAPI()
items: dict[int, str] = {}


@app.put("/items/{item_id}")
def put_item(item_id: int, name: str, response: Response):
    """Answer 200 for a new item."""
    if item_id not in items:
        items[item_id] = name
        response.status_code = 201  # expect: FAPI917
        return JSONResponse({"name": name})
    return {"name": items[item_id]}
