"""Tokens that are good for ever.

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
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_hex(32)


@app.post("/token/{user}")
def create_token(user: str) -> str:
    """Sign a token."""
    return jwt.encode({"sub": user}, SECRET_KEY, algorithm="HS256")  # expect: FAPI516


def get_current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)]) -> str:
    """Verify a token."""
    try:
        payload = jwt.decode(credentials.credentials, SECRET_KEY, algorithms=["HS256"])  # expect: FAPI516
    except jwt.InvalidTokenError:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token") from None
    return str(payload["sub"])


@app.get("/protected")
def protected_route(current_user: Annotated[str, Depends(get_current_user)]) -> str:
    """Only for users."""
    return current_user
