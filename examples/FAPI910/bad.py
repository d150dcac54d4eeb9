"""A response model that filters nothing. Beyond the guide; compare Authentication Pattern."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel

app = FastAPI()
users = {1: {"name": "alice", "password_hash": "x1y2"}}


class PublicUser(BaseModel):
    """What anybody may see."""

    name: str


@app.get("/users/{user_id}", response_model=PublicUser)
def read_user(user_id: int):
    """Send the password's hash."""
    return JSONResponse(users[user_id])  # expect: FAPI910
