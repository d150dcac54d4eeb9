"""Secrets that are handed to what signs."""

import os

from fastapi import FastAPI
from settings import settings
from tokens import TokenMaker, check, invite_all, sign

SECRET = "hunter2"  # expect: FAPI506
PEPPER = "a literal that signs nothing"

app = FastAPI()
maker = TokenMaker("hunter3")  # expect: FAPI506
other_maker = TokenMaker(secret=str(os.environ.get("TOKEN_SECRET")))


@app.post("/tokens")
def make_token(name: str) -> str:
    """By a function."""
    return sign({"sub": name}, SECRET)


@app.post("/tokens/other")
def make_other_token(name: str) -> str:
    """By an object."""
    return maker.sign({"sub": name + PEPPER})


@app.get("/tokens/checked")
def check_token(token: str) -> str:
    """With what the settings say."""
    return str(check(token, key=settings.token_key)["sub"])


@app.post("/invitations")
def make_invitations(names: list[str]) -> list[str]:
    """Through several functions."""
    return invite_all(names, "hunter4")  # expect: FAPI506
