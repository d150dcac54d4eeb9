"""A 401 that says how to log in.

Guide: Security Patterns, Authentication Pattern.
"""

from typing import Annotated

from fastapi import FastAPI, Header, HTTPException, status

app = FastAPI()


@app.get("/protected")
async def protected_route(authorization: Annotated[str, Header()] = "") -> str:
    """Only for users."""
    if authorization != "Bearer alice":
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED, "Invalid token", headers={"WWW-Authenticate": "Bearer"}
        )
    return "secret"
