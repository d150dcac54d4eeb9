"""Reads of the environment in dependencies, and reads that are none of a request."""

import functools
import os
from os import environ, getenv

from fastapi import Depends, FastAPI

app = FastAPI()
REGION = os.environ.get("REGION", "eu")


def get_token() -> str:
    """A dependency is called for each request."""
    return f"{environ.get('TOKEN')}{getenv('OLD_TOKEN')}"  # expect: FAPI806, FAPI806


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
    port = int(os.getenv("SERVICE_PORT", "80"))  # expect: FAPI806
    if port == 0:
        port = int(os.environ["FALLBACK_PORT"])
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


@app.get("/page")
def page() -> dict[str, object]:
    """Flags that are only asked for, and reads with a fallback: nothing fails without them."""
    traced = os.getenv("TRACE", "").strip().lower() in ("1", "true")
    if os.environ.get("QUIET"):
        return {}
    if not (os.getenv("COLOUR") or traced):
        return {"colour": False}
    if os.environ["MODE"] == "test":  # expect: FAPI806
        return {"mode": "test"}
    wide = os.getenv("WIDTH", "80").strip() or "80"
    tall = os.environ.get("HEIGHT") or 24
    deep = float(os.environ.get("DEPTH") or 3)  # expect: FAPI806
    return {"traced": traced, "wide": wide, "tall": tall, "deep": deep, "tag": str(os.getenv("TAG", ""))}


@app.get("/headers")
def headers() -> dict[str, str]:
    """What is only used where there is any, and what is needed."""
    made = {}
    key = os.getenv("FORWARD_KEY")
    if key:
        made["Authorization"] = f"Bearer {key}"
    name = os.environ.get("NAME")
    made["X-Name"] = name if name and len(name) < 9 else "none"
    secret = os.getenv("SECRET")  # expect: FAPI806
    if not secret:
        raise RuntimeError("no secret")
    region = os.getenv("AREA")  # expect: FAPI806
    if region:
        made["X-Area"] = region
    else:
        raise RuntimeError("no area")
    zone = os.getenv("TIME_ZONE")  # expect: FAPI806
    if zone:
        made["X-Zone"] = "yes"
    made["X-Time"] = str(zone)
    return made | {"X-Secret": secret}
