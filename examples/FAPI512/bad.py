"""A guard above the route decorator: requests do not pass it.

Guide: Security Patterns, Authentication Pattern, where a dependency guards the route.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()
TOKENS = {"Bearer alice"}


def requires_user(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let only users in."""

    @wraps(function)
    def guarded(request: Request) -> Any:
        if request.headers.get("Authorization") not in TOKENS:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        return function(request)

    return guarded


@requires_user  # expect: FAPI512
@app.get("/protected")
def protected_route(request: Request) -> dict[str, str]:
    """Only for users, it seems."""
    return {"path": request.url.path}
