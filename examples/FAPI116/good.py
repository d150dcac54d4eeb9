"""Dependencies that only compute are coroutines: FastAPI calls them where it is, without a thread.

Beyond the guide; it follows from 2. Async/Sync Boundary Management.
"""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Query

app = FastAPI()
items = [f"item {number}" for number in range(100)]


async def pagination(
    skip: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(le=50)] = 10
) -> slice:
    """Turn two numbers into a slice."""
    return slice(skip, skip + limit)


async def language(accept_language: Annotated[str, Header()] = "en") -> str:
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
