"""Routers, other names, other decorators in between, other things of the request."""

import functools
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi_cache import decorator
from fastapi_cache.decorator import cache as cached

router = APIRouter()


def logged(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        return await function(*args, **kwargs)

    return wrapper


@cached()  # expect: FAPI811
@router.get("/logged")
@logged
async def above() -> str:
    return "a"


@decorator.cache(60)  # expect: FAPI811
@router.api_route("/any", methods=["GET"])
def plain() -> str:
    return "b"


@router.get("/cookie")
@logged
@cached(60)  # expect: FAPI811
async def cookie(req: Request) -> str:
    return req.cookies["session"]


@router.get("/search")
@decorator.cache(expire=60)  # expect: FAPI811
async def search(request: Request) -> str:
    return request.query_params["q"]


@router.get("/resource")
@cached(60)
async def resource(request: Request, q: str) -> str:
    return f"{request.state.pool} {request.app.title} {request.url.path} {q}"


@router.get("/other")
@functools.lru_cache
def other_cache(request: Request) -> str:
    return request.headers["x-user"]


@cached(60)
async def no_route(request: Request) -> str:
    return request.headers["x-user"]


app = FastAPI()
app.include_router(router)
