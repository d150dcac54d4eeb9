"""Reads of the environment in dependencies, and reads that are none of a request."""

import functools
import os
from os import environ, getenv

from fastapi import Depends, FastAPI

app = FastAPI()
REGION = os.environ.get("REGION", "eu")


def get_token() -> str:
    """A dependency is called for each request."""
    return environ.get("TOKEN") or getenv("OLD_TOKEN", "")  # expect: FAPI806, FAPI806


@functools.cache
def get_host() -> str:
    """Read once."""
    return os.environ["HOST"]


@app.put("/workers")
def set_workers(count: int, token: str = Depends(get_token)) -> str:
    """Writing the environment reads nothing."""
    os.environ["WORKERS"] = str(count)
    return f"{token} {get_host()} {REGION}"


def main() -> str:
    """A script may read what it likes."""
    return os.environ["PORT"]


def address() -> str:
    """Two reads in one helper, and one that is not always done."""
    host = os.environ["SERVICE_HOST"]  # expect: FAPI806
    port = os.getenv("SERVICE_PORT", "80")  # expect: FAPI806
    if port == "0":
        port = os.getenv("FALLBACK_PORT", "8080")
    return f"{host}:{port}"


@app.get("/address")
def read_address() -> str:
    """Lead there."""
    return address()


class Provider:
    """Knows what its variable is called."""

    variable = "FIRST_KEY"


PROVIDERS = {"first": Provider()}
PREFIX = "SHOP"


@app.get("/keys/{name}")
def read_key(name: str) -> str | None:
    """Which variable is read is known only then."""
    provider = PROVIDERS[name]
    return os.environ.get(provider.variable) or os.getenv(f"{PREFIX}_{name.upper()}_KEY")


@app.get("/class-key")
def read_key_of_class() -> str | None:
    """This is always the same."""
    return os.environ.get(Provider.variable)  # expect: FAPI806
