"""Other dependencies of the same function: those that could verify the token, and those that cannot."""

from collections.abc import Iterator
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, Header, HTTPException, Request
from sqlalchemy.orm import Session

app = FastAPI()


def get_db(request: Request) -> Iterator[Session]:
    """The session of the application: nothing is known of who asks."""
    with request.app.state.make_session() as session:
        yield session


def verified(request: Request) -> None:
    """Look at the signature."""
    jwt.decode(request.headers["Authorization"], request.app.state.key, algorithms=["HS256"])


def believed(db: Annotated[Session, Depends(get_db)], token: Annotated[str, Header()]) -> str:
    """Believe what the token says."""
    claims = jwt.decode(token, options={"verify_signature": False})  # expect: FAPI504
    if db.get(User, claims["sub"]) is None:
        raise HTTPException(401)
    return str(claims["sub"])


def after_the_guard(_: Annotated[None, Depends(verified)], token: Annotated[str, Header()]) -> str:
    """Verified before this runs."""
    claims = jwt.decode(token, options={"verify_signature": False})
    return str(claims["sub"])


class User:
    """Who asks."""


@app.get("/believed")
def read_believed(name: Annotated[str, Depends(believed)]) -> str:
    """Answer."""
    return name


@app.get("/verified")
def read_verified(name: Annotated[str, Depends(after_the_guard)]) -> str:
    """Answer."""
    return name
