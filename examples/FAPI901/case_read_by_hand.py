"""Requests that are handed on, where one function reads a parameter out of them."""

from fastapi import FastAPI, Request

app = FastAPI()


def tenant_of(request: Request) -> str:
    """Read the parameter that every path has."""
    return str(request.path_params["tenant"])


def note(request: Request) -> str:
    """Look at the headers only."""
    return request.headers.get("user-agent", "")


@app.get("/{tenant}/items")
def read_items(request: Request) -> str:
    """The tenant is read by the function that has the request."""
    return tenant_of(request)


@app.get("/{tenant}/items/{item_id}")  # expect: FAPI901
def read_item(request: Request, item: int) -> str:
    """Nobody reads item_id, in whatever way."""
    return tenant_of(request) + note(request) + str(item)
