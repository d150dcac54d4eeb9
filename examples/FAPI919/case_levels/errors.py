"""What is raised, and what is documented, in another file."""

from typing import Annotated

from fastapi import Depends, Header, HTTPException, status

NOT_FOUND = {status.HTTP_404_NOT_FOUND: {"description": "missing"}}
COMMON = {**NOT_FOUND, "409": {"description": "conflict"}}
GONE = 410


def find(key: int) -> int:
    """Raise in a helper."""
    if key > 1:
        raise HTTPException(status_code=GONE)
    return key


def get_user(token: Annotated[str, Header()]) -> str:
    """Raise in a dependency."""
    if not token:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED)
    return token


User = Annotated[str, Depends(get_user)]
