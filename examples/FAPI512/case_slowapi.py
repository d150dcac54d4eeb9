"""A limiter of a library above and below the route decorator."""

from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

limiter = Limiter(key_func=get_remote_address)
app = FastAPI()
app.state.limiter = limiter


@limiter.limit("1/minute")  # expect: FAPI512
@app.get("/above")
def read_above(request: Request) -> str:
    """Never limited."""
    return request.url.path


@app.get("/below")
@limiter.limit("1/minute")
def read_below(request: Request) -> str:
    """Limited."""
    return request.url.path
