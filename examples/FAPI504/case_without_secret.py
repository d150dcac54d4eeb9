"""The signature is looked at only where a secret is set, or not at all; a session does not verify it."""

import os
from collections.abc import Iterator
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

app = FastAPI()
bearer = HTTPBearer()
engine = create_engine("sqlite:///users.db")
SECRET = os.environ.get("TOKEN_SECRET")


def get_db() -> Iterator[Session]:
    """A session for one request, of which it knows nothing."""
    with Session(engine) as session:
        yield session


def current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> str:
    """Without a secret everybody is who they say."""
    token = credentials.credentials
    try:
        if SECRET:
            claims = jwt.decode(token, SECRET, algorithms=["HS256"])
        else:
            claims = jwt.decode(token, options={"verify_signature": False})  # expect: FAPI504
    except jwt.InvalidTokenError:
        raise HTTPException(401, "no valid token", {"WWW-Authenticate": "Bearer"}) from None
    return str(claims["sub"])


@app.get("/me")
def read_me(user: Annotated[str, Depends(current_user)]) -> str:
    """Who somebody is."""
    return user


@app.post("/logout")
async def log_out(request: Request, db: Annotated[Session, Depends(get_db)]) -> str:
    """Whose session ends is in the body."""
    body = await request.json()
    claims = jwt.decode(body["refresh_token"], options={"verify_signature": False})  # expect: FAPI504
    return str(claims["sub"])
