"""Returned exceptions are data. Beyond the guide; compare Authentication Pattern, which raises."""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from starlette.responses import JSONResponse

app = FastAPI()
items = {1: "apple"}


def get_current_user(token: Annotated[str, Header()]):
    """Let everybody pass."""
    if token != "secret":
        return HTTPException(401, "Invalid token")  # expect: FAPI905
    return "alice"


@app.get("/items/{item_id}")
def read_item(item_id: int):
    """Answer 200 with a status_code of 404 in the body."""
    if item_id not in items:
        return HTTPException(status_code=404, detail="No such item")  # expect: FAPI905
    return items[item_id]


@app.get("/protected")
def read_protected(user: Annotated[object, Depends(get_current_user)]) -> str:
    """Believe that there is a user."""
    return "secret data"


@app.exception_handler(KeyError)
def handle_key_error(request: Request, error: KeyError):
    """Fail: an exception is no response."""
    missing = HTTPException(404, "No such key")
    if request.url.path == "/plain":
        return JSONResponse({"detail": "No such key"}, 404)
    return missing  # expect: FAPI905
