"""Who depends on them."""

from deps import LateSession, SessionInTime
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def root(first: LateSession, second: SessionInTime) -> bool:
    """Use both."""
    return first is second
