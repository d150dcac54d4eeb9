"""A token is believed unverified, and another one chooses its own algorithm.

Guide: Security Patterns, Authentication Pattern, where the signature is verified with one algorithm.
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
    """The user that a token claims to stand for."""
    token = credentials.credentials
    payload = jwt.decode(token, options={"verify_signature": False})  # expect: FAPI504
    return str(payload["sub"])


def get_other_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)]) -> str:
    """The user of a token that says how it wants to be verified."""
    token = credentials.credentials
    header = jwt.get_unverified_header(token)
    try:
        payload = jwt.decode(token, SECRET_KEY, algorithms=[header["alg"]])  # expect: FAPI504
    except jwt.InvalidTokenError:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token") from None
    return str(payload["sub"])


@app.get("/protected")
def protected_route(current_user: Annotated[str, Depends(get_current_user)]) -> str:
    """Only for users."""
    return current_user


@app.get("/others")
def other_route(current_user: Annotated[str, Depends(get_other_user)]) -> str:
    """Only for users."""
    return current_user
