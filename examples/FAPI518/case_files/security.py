"""Who may do what."""

from typing import Annotated

from fastapi import Depends, Security
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")
key = APIKeyHeader(name="X-Key")


def get_user(token: str = Depends(scheme)) -> str:
    """A user."""
    return token


def get_admin(user: Annotated[str, Depends(get_user)]) -> str:
    """An administrator."""
    return user


def get_page(page: int = 1) -> int:
    """Nobody."""
    return page


UserDep = Annotated[str, Depends(get_user)]
KeyDep = Annotated[str, Security(key)]
