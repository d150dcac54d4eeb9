"""A dependency that yields again when the request fails: a 404 becomes a 500.

After the guide's 1. Dependency Injection Architecture, "Connection pooling with yield dependencies": many
mean the second `yield` for a session that could not be opened.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()
prices = {"bread": 2}


def get_prices() -> Iterator[dict[str, int]]:
    """Yield the prices, or none at all when that fails."""
    try:
        yield prices
    except Exception:
        yield {}  # expect: FAPI013


@app.get("/prices/{name}")
def get_price(name: str, found: Annotated[dict[str, int], Depends(get_prices)]) -> int:
    """Refuse what has no price."""
    if name not in found:
        raise HTTPException(404, "no such thing")
    return found[name]
