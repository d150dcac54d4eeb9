"""The order shows only where the helpers are called, or where the app takes the list."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from middleware import (
    OUTERMOST_FIRST,
    THE_OTHER_WAY,
    Authentication,
    set_up_authentication,
    set_up_cors,
)

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
