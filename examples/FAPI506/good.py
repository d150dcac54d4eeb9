"""The secrets come from outside, and without them the application does not start.

Guide: Security Patterns, Authentication Pattern; Production Deployment, where `secret_key: str` has no
default. Amended: the settings are read when they are first needed.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import SecretStr
from pydantic_settings import BaseSettings

app = FastAPI()
security = HTTPBearer()


class Settings(BaseSettings):
    """What the environment sets."""

    secret_key: SecretStr


@lru_cache
def get_settings() -> Settings:
    """The settings, read once."""
    return Settings()


def get_key() -> str:
    """The key that signs tokens."""
    return get_settings().secret_key.get_secret_value()


@app.post("/token/{user}")
def create_token(user: str) -> str:
    """Sign a token."""
    claims = {"sub": user, "exp": datetime.now(UTC) + timedelta(minutes=15)}
    return jwt.encode(claims, get_key(), algorithm="HS256")


def get_current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)]) -> str:
    """Verify a token."""
    try:
        payload = jwt.decode(credentials.credentials, get_key(), algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token") from None
    return str(payload["sub"])


@app.get("/protected")
def protected_route(current_user: Annotated[str, Depends(get_current_user)]) -> str:
    """Only for users."""
    return current_user
