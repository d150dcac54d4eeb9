"""Everybody who has read this file can make tokens for every user.

Guide: Security Patterns, Authentication Pattern; Production Deployment, where `secret_key: str` has no
default.
"""

import os
from datetime import UTC, datetime, timedelta
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.middleware.sessions import SessionMiddleware

SECRET_KEY = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"  # expect: FAPI506

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=os.getenv("SESSION_SECRET", "changeme"))  # expect: FAPI506
security = HTTPBearer()


@app.post("/token/{user}")
def create_token(user: str) -> str:
    """Sign a token."""
    claims = {"sub": user, "exp": datetime.now(UTC) + timedelta(minutes=15)}
    return jwt.encode(claims, SECRET_KEY, algorithm="HS256")


def get_current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)]) -> str:
    """Verify a token."""
    try:
        payload = jwt.decode(credentials.credentials, SECRET_KEY, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token") from None
    return str(payload["sub"])


@app.get("/protected")
def protected_route(current_user: Annotated[str, Depends(get_current_user)]) -> str:
    """Only for users."""
    return current_user
