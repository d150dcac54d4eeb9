"""A response model that filters. Beyond the guide; compare Authentication Pattern."""

from fastapi import FastAPI, Response
from pydantic import BaseModel

app = FastAPI()
users = {1: {"name": "alice", "password_hash": "x1y2"}}


class PublicUser(BaseModel):
    """What anybody may see."""

    name: str


@app.get("/users/{user_id}", response_model=PublicUser)
def read_user(user_id: int, response: Response):
    """Return the data, and set headers beside it."""
    response.headers["Cache-Control"] = "no-store"
    return users[user_id]
