"""The accepted algorithm is named.

Guide: Security Patterns, Authentication Pattern (`algorithms=["HS256"]`); with python-jose.
"""

import os
import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from jose import JWTError, jwt

app = FastAPI()
security = HTTPBearer()
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_hex(32)


def get_current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)]) -> str:
    """The user that a token stands for."""
    try:
        payload = jwt.decode(credentials.credentials, SECRET_KEY, algorithms=["HS256"])
    except JWTError:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token") from None
    return str(payload["sub"])


@app.get("/protected")
def protected_route(current_user: Annotated[str, Depends(get_current_user)]) -> str:
    """Only for users."""
    return current_user
