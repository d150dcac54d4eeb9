"""Other names of the class, other functions, and own classes."""

import fastapi
from fastapi import FastAPI, Header
from fastapi import HTTPException as Error
from starlette.exceptions import HTTPException

app = FastAPI()


class NotFound(Error):
    """Takes a text first."""

    def __init__(self, what: str) -> None:
        """Say what is missing."""
        super().__init__(404, f"no such {what}")


class Refused(Exception):
    """Has nothing to do with FastAPI."""


def check_token(token: str = Header("")) -> str:
    """Refuse in every wrong way."""
    if not token:
        raise Error("no token")  # expect: FAPI916
    if token == "old":
        raise HTTPException("old token")  # expect: FAPI916
    if token == "text":
        raise fastapi.HTTPException(status_code="401", detail="text")  # expect: FAPI916
    if token == "body":
        raise Error({"error": "no token"})  # expect: FAPI916
    if token == "own":
        raise NotFound("token")
    if token == "other":
        raise Refused("other")
    if token == "right":
        raise Error(401, detail="right")
    return token
