"""Secrets for development only, and one that is for more."""

import os

import jwt
from fastapi import FastAPI

app = FastAPI()
DEBUG = os.environ.get("DEBUG") != "0"


def token_key() -> str:
    """Without a key the application does not start, but for development."""
    key = os.environ.get("TOKEN_KEY", "")
    if key:
        return key
    if DEBUG:
        return "for-development-only"
    raise RuntimeError("TOKEN_KEY is missing")


def other_key() -> str:
    """Without a key it starts all the same."""
    if DEBUG:
        return "development"  # expect: FAPI506
    return "production"  # expect: FAPI506


TOKEN_KEY = token_key()
OTHER_KEY = other_key()


@app.post("/tokens")
def make_tokens(name: str) -> list[str]:
    """Sign with both."""
    claims = {"sub": name}
    return [
        jwt.encode(claims, TOKEN_KEY, algorithm="HS256"),
        jwt.encode(claims, OTHER_KEY, algorithm="HS256"),
    ]
