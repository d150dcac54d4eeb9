"""Tokens are signed with what the function itself imports."""

import jwt
from fastapi import FastAPI

app = FastAPI()


@app.post("/token")
def token(name: str) -> str:
    """The constants of another file."""
    from constants import ALGORITHM, SECRET

    return jwt.encode({"sub": name}, SECRET, algorithm=ALGORITHM)


@app.post("/renamed")
def renamed(name: str) -> str:
    """Under another name."""
    from constants import OTHER as key

    return jwt.encode({"sub": name}, key, algorithm="HS256")


@app.post("/later")
def later(name: str) -> str:
    """What the import gave is replaced."""
    from constants import UNUSED

    UNUSED = read_key()
    return jwt.encode({"sub": name}, UNUSED, algorithm="HS256")


def read_key() -> str:
    """From a file."""
    with open("key") as file:
        return file.read()
