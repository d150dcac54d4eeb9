"""Work for the processor in coroutines: hashing a password keeps the event loop busy for long.

Guide: 2. Async/Sync Boundary Management, decision table, "CPU-intensive work".
"""

import hashlib
from typing import Annotated

import bcrypt
from fastapi import Body, FastAPI, HTTPException

app = FastAPI()
users: dict[str, bytes] = {}


@app.post("/users/{name}", status_code=201)
async def register(name: str, password: Annotated[str, Body(embed=True)]) -> str:
    """Hash a new password: that is meant to be slow."""
    users[name] = bcrypt.hashpw(password.encode(), bcrypt.gensalt())  # expect: FAPI108
    return name


@app.post("/sessions/{name}")
async def log_in(name: str, password: Annotated[str, Body(embed=True)]) -> str:
    """Hash the password again to compare it."""
    known = users.get(name)
    if known is None or not bcrypt.checkpw(password.encode(), known):  # expect: FAPI108
        raise HTTPException(401, "wrong", headers={"WWW-Authenticate": "Password"})
    return name


@app.get("/keys/{number}")
async def derive_key(number: int) -> str:
    """Derive a key."""
    salt = number.to_bytes(16, "big", signed=True)
    key = hashlib.pbkdf2_hmac("sha256", b"master", salt, 600_000)  # expect: FAPI108
    return key.hex()
