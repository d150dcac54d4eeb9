"""Access is guarded by exceptions that nothing leaves out.

Guide: Security Patterns, Authentication Pattern, which raises `HTTPException`.
"""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, status
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    """Somebody who is logged in."""

    name: str
    is_admin: bool = False


USERS = {"alice": User(name="alice", is_admin=True), "bob": User(name="bob")}


def get_current_user(authorization: Annotated[str, Header()]) -> User:
    """The user that a header names."""
    return USERS[authorization]


def get_admin(user: Annotated[User, Depends(get_current_user)]) -> User:
    """Let only administrators through."""
    if not user.is_admin:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "not an administrator")
    return user


@app.delete("/users/{name}")
def delete_user(name: str, admin: Annotated[User, Depends(get_admin)]) -> str:
    """Delete a user."""
    return f"{admin.name} deleted {name}"
