"""The token of a deleted user is refused.

Guide: Security Patterns, Authentication Pattern. Amended: `jwt.InvalidTokenError`, which PyJWT has.
"""

import os
import secrets
from typing import Annotated, Any

import jwt
from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
security = HTTPBearer()
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_hex(32)
USERS: dict[str, dict[str, str]] = {"alice": {"name": "Alice"}}


async def get_user_by_id(user_id: str) -> dict[str, str] | None:
    """Find a user, or nobody."""
    return USERS.get(user_id)


async def get_current_user(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)],
) -> dict[str, str]:
    """The user that a token stands for."""
    try:
        payload = jwt.decode(credentials.credentials, SECRET_KEY, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token") from None
    user = await get_user_by_id(payload["sub"])
    if user is None:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token")
    return user


@app.get("/protected")
async def protected_route(current_user: Annotated[Any, Depends(get_current_user)]) -> dict[str, Any]:
    """Only for users."""
    return {"user": current_user}
