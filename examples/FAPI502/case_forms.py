"""The same in all its spellings: tuples, strings, variables, lists of middleware, wrapping, dictionaries."""

import os
from typing import Any

from fastapi import FastAPI
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware as Cors
from starlette.middleware import cors

ORIGINS = ["https://good.example", "*"]
ANYBODY = "*"
OPTIONS: dict[str, Any] = {"allow_origins": [ANYBODY], "allow_credentials": True}
WITH_COOKIES = True


class Defaults:
    """Options in a class."""

    cors = {"allow_origins": ["*"], "allow_credentials": True}


built = ["https://good.example"]
if os.getenv("OPEN"):
    built.append("*")

tuples = FastAPI()
tuples.add_middleware(Cors, allow_origins=("*",), allow_credentials=True)  # expect: FAPI502

strings = FastAPI()
strings.add_middleware(cors.CORSMiddleware, allow_credentials=True, allow_origins="*")  # expect: FAPI502

variables = FastAPI()
variables.add_middleware(Cors, allow_origins=ORIGINS, allow_credentials=WITH_COOKIES)  # expect: FAPI502

constants = FastAPI()
constants.add_middleware(Cors, allow_origins=[ANYBODY], allow_credentials=True)  # expect: FAPI502

lists = FastAPI(
    middleware=[
        Middleware(Cors, allow_origins=["*"], allow_credentials=True),  # expect: FAPI502
    ]
)

wrapped = Cors(FastAPI(), allow_origins=["*"], allow_credentials=True)  # expect: FAPI502

unpacked = FastAPI()
unpacked.add_middleware(Cors, **OPTIONS)  # expect: FAPI502

attribute = FastAPI()
attribute.add_middleware(Cors, **Defaults.cors)  # expect: FAPI502

extended = FastAPI()
extended.add_middleware(Cors, allow_origins=built, allow_credentials=True)  # expect: FAPI502

environment = FastAPI()
environment.add_middleware(
    Cors,
    allow_origins=os.getenv("ORIGINS", "*").split(","),  # expect: FAPI502
    allow_credentials=os.environ.get("CREDENTIALS", "true").lower() == "true",
)


def create_app() -> FastAPI:
    """A factory with local variables."""
    origins = [origin.strip() for origin in os.environ.get("ORIGINS", "https://good.example,*").split(",")]
    app = FastAPI()
    app.add_middleware(Cors, allow_origins=origins, allow_credentials=True)  # expect: FAPI502
    return app


class Service:
    """An application inside of an object."""

    def __init__(self) -> None:
        self.origins = os.getenv("ORIGINS") or ["*"]
        self.app = FastAPI()
        self.app.add_middleware(Cors, allow_origins=self.origins, allow_credentials=True)  # expect: FAPI502


def of_environment() -> FastAPI:
    """The wildcard is asked for, and let in."""
    raw = os.environ.get("ORIGINS", "").strip()
    allowed = ["https://good.example"]
    if raw == "*":
        allowed = ["*"]
    elif raw:
        allowed += raw.split(",")
    app = FastAPI()
    app.add_middleware(
        Cors,
        allow_origins=allowed,  # expect: FAPI502
        allow_credentials=True,
    )
    return app


def of_choice(raw: str) -> FastAPI:
    """The same in one expression."""
    app = FastAPI()
    app.add_middleware(
        Cors,
        allow_origins=["*"] if raw == "*" else raw.split(","),  # expect: FAPI502
        allow_credentials=True,
    )
    return app
