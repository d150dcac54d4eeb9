"""The guard itself knows when it lets a developer in."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

DEVELOPMENT = False
app = FastAPI()


def current_user() -> str:
    if DEVELOPMENT:
        return "developer"
    raise HTTPException(401, "not logged in", {"WWW-Authenticate": "Bearer"})


@app.get("/account")
def account(user: Annotated[str, Depends(current_user)]) -> str:
    return user
