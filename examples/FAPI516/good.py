"""Tokens that expire, and others are refused.

Guide: Security Patterns, Authentication Pattern. Amended: `jwt.InvalidTokenError`, which PyJWT has.
"""

import os
import secrets
from datetime import UTC, datetime, timedelta
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
security = HTTPBearer()
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_hex(32)


@app.post("/token/{user}")
def create_token(user: str) -> str:
    """Sign a token."""
    expiry = datetime.now(UTC) + timedelta(minutes=15)
    return jwt.encode({"sub": user, "exp": expiry}, SECRET_KEY, algorithm="HS256")


def get_current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)]) -> str:
    """Verify a token."""
    try:
        payload = jwt.decode(
            credentials.credentials, SECRET_KEY, algorithms=["HS256"], options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token") from None
    return str(payload["sub"])


@app.get("/protected")
def protected_route(current_user: Annotated[str, Depends(get_current_user)]) -> str:
    """Only for users."""
    return current_user
