"""Errors that are made before they are raised."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status

app = FastAPI()


class MissingItem(HTTPException):
    """An error of ours."""

    def __init__(self, key: int) -> None:
        """Say which item is meant."""
        super().__init__(status.HTTP_404_NOT_FOUND, f"No item {key}")


def get_user(token: str) -> str:
    """Raise a variable, as the login of FastAPI's documentation does."""
    refused = HTTPException(status_code=status.HTTP_401_UNAUTHORIZED, detail="Who is it?")
    try:
        name = token.encode("ascii").decode()
    except UnicodeError:
        raise refused from None
    if not name:
        raise refused
    return name


def conflict(key: int) -> HTTPException:
    """Make an error for the caller to raise."""
    return HTTPException(409, f"Item {key} is taken")


@app.get("/a", responses={404: {"description": "missing"}})  # expect: FAPI919
def read_a(key: int, user: Annotated[str, Depends(get_user)]) -> str:
    """The dependency's 401 is missing."""
    if key > 1:
        raise MissingItem(key)
    return user


@app.get("/b", responses={404: {"description": "missing"}})  # expect: FAPI919
def read_b(key: int) -> int:
    """The 409 of the function is missing."""
    if key > 2:
        raise MissingItem(key)
    if key > 1:
        raise conflict(key)
    return key


@app.get("/c", responses={404: {"description": "missing"}, 409: {"description": "taken"}})
def read_c(key: int) -> int:
    """All are documented."""
    if key > 2:
        raise MissingItem(key)
    if key > 1:
        raise conflict(key)
    return key
