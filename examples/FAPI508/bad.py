"""An exception of python-jose is caught where PyJWT decodes.

Guide: Security Patterns, Authentication Pattern, nearly as it stands.
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


async def get_user_by_id(user_id: str) -> dict[str, str]:
    """Find a user."""
    return USERS[user_id]


async def get_current_user(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)],
) -> dict[str, str]:
    """The user that a token stands for."""
    token = credentials.credentials
    try:
        payload = jwt.decode(token, SECRET_KEY, algorithms=["HS256"])
        user_id = payload.get("sub")
        if not user_id:
            raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token")
        return await get_user_by_id(user_id)
    except jwt.JWTError:  # expect: FAPI508
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token")


@app.get("/protected")
async def protected_route(
    current_user: Annotated[dict[str, str], Depends(get_current_user)],
) -> dict[str, str]:
    """Only for users."""
    return current_user
