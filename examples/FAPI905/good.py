"""Exceptions are raised. Beyond the guide; compare Authentication Pattern."""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from starlette.responses import JSONResponse

app = FastAPI()
items = {1: "apple"}


def get_current_user(token: Annotated[str, Header()]) -> str:
    """Let only who knows the token pass."""
    if token != "secret":
        raise HTTPException(401, "Invalid token")
    return "alice"


@app.get("/items/{item_id}")
def read_item(item_id: int) -> str:
    """Answer 404."""
    if item_id not in items:
        raise HTTPException(status_code=404, detail="No such item")
    return items[item_id]


@app.get("/protected")
def read_protected(user: Annotated[str, Depends(get_current_user)]) -> str:
    """There is a user."""
    return "secret data"


@app.exception_handler(KeyError)
def handle_key_error(request: Request, error: KeyError) -> JSONResponse:
    """Answer with a response."""
    return JSONResponse({"detail": "No such key"}, 404)
