"""The signature is verified, with an algorithm that the application chooses.

Guide: Security Patterns, Authentication Pattern. Amended: `jwt.InvalidTokenError`, which PyJWT has.
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


def get_current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)]) -> str:
    """The user that a token stands for."""
    token = credentials.credentials
    try:
        payload = jwt.decode(token, SECRET_KEY, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token") from None
    return str(payload["sub"])


@app.get("/protected")
def protected_route(current_user: Annotated[str, Depends(get_current_user)]) -> str:
    """Only for users."""
    return current_user
