"""The signature is looked at only where a secret is set."""

import os
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
bearer = HTTPBearer()
SECRET = os.environ.get("TOKEN_SECRET")


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
