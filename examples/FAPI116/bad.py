"""Dependencies that only compute, as plain functions: each costs a thread, for every request.

Beyond the guide; it follows from 2. Async/Sync Boundary Management. The rule has to be turned on.
"""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Query

app = FastAPI()
items = [f"item {number}" for number in range(100)]


def pagination(  # expect: FAPI116
    skip: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(le=50)] = 10
) -> slice:
    """Turn two numbers into a slice."""
    return slice(skip, skip + limit)


def language(accept_language: Annotated[str, Header()] = "en") -> str:  # expect: FAPI116
    """Take the first language, or refuse."""
    first = accept_language.split(",")[0].strip()
    if not first:
        raise HTTPException(400, "which language?")
    return first


@app.get("/items")
async def list_items(
    page: Annotated[slice, Depends(pagination)], spoken: Annotated[str, Depends(language)]
) -> dict[str, list[str]]:
    """Use both."""
    return {spoken: items[page]}
