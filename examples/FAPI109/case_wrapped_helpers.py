"""Helpers under decorators that hand all arguments on, with parameters of which they say nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("sqlite:///./wrapped.db"))
engine = create_async_engine("sqlite+aiosqlite:///./wrapped.db")


def session():
    """Open a session for a request."""
    with SessionLocal() as opened:
        yield opened


def as_error(function: Callable[..., Any]) -> Callable[..., Any]:
    """Answer with status 500 where a helper fails."""

    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except LookupError as error:
            raise HTTPException(500) from error

    return wrapper


@as_error
def remove(opened, number: int) -> None:
    """Delete a row."""
    opened.execute(text("DELETE FROM rows WHERE id = :number"), {"number": number})


@as_error
def shout(word) -> str:
    """Change a text."""
    return word.upper()


@app.delete("/rows/{number}", status_code=204)
async def delete(number: int, opened=Depends(session)) -> None:
    """Delete a row, twice."""
    remove(opened, number)  # expect: FAPI109
    remove(opened=opened, number=number)  # expect: FAPI109
    shout("deleted")


@app.delete("/quick/{number}", status_code=204)
async def quick(number: int) -> None:
    """Await what the helper's session gives when it is an asynchronous one."""
    async with engine.begin() as opened:
        await remove(opened, number)
