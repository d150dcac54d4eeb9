"""A guard below the route decorator, and the same as a dependency.

Guide: Security Patterns, Authentication Pattern, where a dependency guards the route.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request

app = FastAPI()
TOKENS = {"Bearer alice"}


def check_user(request: Request) -> None:
    """Let only users in."""
    if request.headers.get("Authorization") not in TOKENS:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})


def requires_user(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let only users in."""

    @wraps(function)
    def guarded(request: Request) -> Any:
        check_user(request)
        return function(request)

    return guarded


@app.get("/protected")
@requires_user
def protected_route(request: Request) -> dict[str, str]:
    """Only for users."""
    return {"path": request.url.path}


@app.get("/depending", dependencies=[Depends(check_user)])
def depending_route() -> dict[str, str]:
    """Only for users, too."""
    return {"path": "/depending"}
