"""An application that switches its guard off with an override."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

DEVELOPMENT = True
app = FastAPI()


def current_user() -> str:
    raise HTTPException(401, "not logged in", {"WWW-Authenticate": "Bearer"})


@app.get("/account")
def account(user: Annotated[str, Depends(current_user)]) -> str:
    return user


if DEVELOPMENT:
    app.dependency_overrides[current_user] = lambda: "developer"  # expect: FAPI704
