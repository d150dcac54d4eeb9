"""Public APIs, unknown values, and code that has thought of the wildcard itself."""

import os

from fastapi import FastAPI
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware

public = FastAPI()
public.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"])

explicit = FastAPI(middleware=[Middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=False)])

unknown = FastAPI()
unknown.add_middleware(
    CORSMiddleware, allow_origins=os.environ.get("O", "").split(","), allow_credentials=True
)

other = FastAPI()
other.add_middleware(GZipMiddleware, minimum_size=1000)


def chosen(origins: list[str]) -> FastAPI:
    """Credentials only where the origins are listed."""
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials="*" not in origins)
    return app


def replaced() -> FastAPI:
    """The wildcard does not reach the middleware."""
    origins = ["*"]
    origins = ["https://good.example"]
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)
    return app


def refused() -> FastAPI:
    """The wildcard turns credentials off."""
    origins = os.getenv("ORIGINS", "*").split(",")
    credentials = True
    if origins == ["*"]:
        credentials = False
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=credentials)
    return app


def either(debug: bool) -> FastAPI:
    """Credentials and the wildcard exclude each other."""
    app = FastAPI()
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"] if debug else ["https://good.example"],
        allow_credentials=not debug,
    )
    return app


def refusing() -> FastAPI:
    """The wildcard is not let in."""
    raw = os.environ.get("ORIGINS", "").strip()
    if raw == "*":
        raise ValueError("name the origins")
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=raw.split(",") or ["*"], allow_credentials=True)
    return app
