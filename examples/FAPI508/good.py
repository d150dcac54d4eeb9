"""The exceptions of the library that decodes.

Guide: Security Patterns, Authentication Pattern. Amended: `jwt.InvalidTokenError` instead of
`jwt.JWTError`, which PyJWT does not have; expiry and subject are required; 401 outside of the `try`
and with `WWW-Authenticate`; unknown users are refused.
"""

import os
import secrets
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
security = HTTPBearer()
USERS = {"alice": {"name": "Alice"}, "bob": {"name": "Bob"}}
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_hex(32)


async def get_user_by_id(user_id: str) -> dict[str, str] | None:
    """Find a user."""
    return USERS.get(user_id)


async def get_current_user(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)],
) -> dict[str, str]:
    """The user that a token stands for."""
    unauthorized = HTTPException(
        status.HTTP_401_UNAUTHORIZED, "Invalid token", headers={"WWW-Authenticate": "Bearer"}
    )
    try:
        payload = jwt.decode(
            credentials.credentials,
            SECRET_KEY,
            algorithms=["HS256"],
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError:
        raise unauthorized from None
    user = await get_user_by_id(payload["sub"])
    if user is None:
        raise unauthorized
    return user


@app.get("/protected")
async def protected_route(
    current_user: Annotated[dict[str, str], Depends(get_current_user)],
) -> dict[str, str]:
    """Only for users."""
    return current_user
