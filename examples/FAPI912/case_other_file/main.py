"""Broad handlers around calls into another file."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from service import check_twice

app = FastAPI()


async def checked(value: int) -> int:
    """A dependency."""
    try:
        return await check_twice(value)
    except (ValueError, Exception) as error:  # expect: FAPI912
        raise RuntimeError("failed") from error


@app.get("/values/{value}")
async def read_value(value: Annotated[int, Depends(checked)]) -> int:
    """A path operation."""
    try:
        return await check_twice(value)
    except:  # noqa: E722  # expect: FAPI912
        raise HTTPException(503)
