"""A key of the project's own may hold whatever the handler reads."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi_cache.decorator import cache

app = FastAPI()


def key_for_user(function: Any, namespace: str = "", *, request: Request, **arguments: Any) -> str:
    return f"{namespace}:{function.__name__}:{request.headers.get('x-user')}"


@app.get("/account")
@cache(60, None, key_for_user)
async def account(request: Request) -> str:
    return request.headers["x-user"]


@app.get("/settings")
@cache(expire=60, key_builder=key_for_user)
async def settings(request: Request) -> str:
    return request.cookies["theme"]
