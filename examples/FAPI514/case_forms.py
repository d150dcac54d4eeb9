"""Sync functions, sessions, optional users, and dependencies that authenticate nobody."""

from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, Header
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")


class User:
    """A user."""


def find(name: str) -> User | None:
    """Somebody or nobody."""
    return User() if name else None


def from_scheme(token: str = Depends(scheme)) -> User:
    """The lookup is kept in a variable."""
    user = find(token)
    return user  # expect: FAPI514


def from_token(authorization: Annotated[str, Header()], key: str):
    """Without any annotation."""
    claims = jwt.decode(authorization, key, algorithms=["HS256"])
    return find(claims["sub"])  # expect: FAPI514


def optional(token: Annotated[str, Depends(scheme)]) -> User | None:
    """The annotation says that there may be nobody."""
    return find(token)


def checked(token: Annotated[str, Depends(scheme)]) -> User:
    """Nobody is somebody else here."""
    user = find(token)
    if user is None:
        return User()
    return user


def lookup(name: str):
    """Authenticates nobody."""
    return find(name)


@app.get("/all", dependencies=[Depends(from_scheme), Depends(from_token), Depends(checked)])
def read_all(user: Annotated[User, Depends(optional)], other: Annotated[User, Depends(lookup)]) -> bool:
    """Use them all."""
    return user is other
