"""Annotated, Optional, dependencies, aliases; and what is not required or not a parameter."""

from typing import Annotated, Optional

from fastapi import APIRouter, Depends, FastAPI, Header, Query
from pydantic import BaseModel

Word = Annotated[str | None, Query()]


class Item(BaseModel):
    """A field is no parameter."""

    name: str | None


def get_token(token: Annotated[Optional[str], Header()]) -> str | None:  # expect: FAPI921
    """A dependency's header."""
    return token


router = APIRouter()


@router.post("/a/{key}")
def create_a(
    key: int | None,
    word: Word,  # expect: FAPI921
    number: Annotated[int | None, Query()],  # expect: FAPI921
    item: Item | None,  # expect: FAPI921
    token: Annotated[str | None, Depends(get_token)],
    other: Optional[int] = None,
    *,
    last: Annotated[str | None, Query()] = None,
) -> str:
    """Path parameters and dependencies are given in any case."""
    return str((key, word, number, item, token, other, last))


def helper(value: int | None) -> int:
    """Not for FastAPI."""
    return value or 0


app = FastAPI()
app.include_router(router)
