"""The order shows only where the helpers are called, or where the app takes the list."""

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from middleware import (
    OUTERMOST_FIRST,
    THE_OTHER_WAY,
    Authentication,
    Limiter,
    set_up_authentication,
    set_up_cors,
    timed,
)
from starlette.middleware.base import RequestResponseEndpoint

wrong = FastAPI()
set_up_cors(wrong, ["https://example.com"])
wrong.add_middleware(Authentication)  # expect: FAPI601

behind = FastAPI()
behind.add_middleware(CORSMiddleware, allow_origins=["https://example.com"])  # expect: FAPI601
set_up_authentication(behind)

right = FastAPI()
set_up_authentication(right)
set_up_cors(right, ["https://example.com"])

listed = FastAPI(middleware=OUTERMOST_FIRST)
listed_wrong = FastAPI(middleware=THE_OTHER_WAY)  # expect: FAPI601

set_up_by_helpers = FastAPI()  # expect: FAPI601
set_up_cors(set_up_by_helpers, ["https://example.com"])
set_up_authentication(set_up_by_helpers)

leaving_it_to_others = FastAPI()
leaving_it_to_others.add_middleware(CORSMiddleware, allow_origins=["https://example.com"])  # expect: FAPI601
limiter = Limiter(10)


@leaving_it_to_others.middleware("http")
async def limit(request: Request, call_next: RequestResponseEndpoint) -> Response:
    return await limiter(request, call_next)


always_on = FastAPI()
always_on.add_middleware(CORSMiddleware, allow_origins=["https://example.com"])


@always_on.middleware("http")
async def watch(request: Request, call_next: RequestResponseEndpoint) -> Response:
    return await timed(request, call_next)
