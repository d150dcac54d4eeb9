"""Defaults in methods, classes, nested functions, behind a star, without an argument; and other places."""

from collections.abc import Iterator
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, FastAPI, Query, Security
from fastapi import Depends as Needs

app = FastAPI()
router = APIRouter(dependencies=[Needs(lambda: 1)])


class Paging:
    """A class as a dependency."""

    def __init__(
        self,
        size: Annotated[int, Query()] = 10,
        start: int = Needs(lambda: 0),  # expect: FAPI016
    ) -> None:
        self.size = size
        self.start = start

    def __call__(self, limit: "int" = Needs(lambda: 5)) -> int:  # expect: FAPI016
        """An object as a dependency."""
        return limit


def get_db() -> Iterator[int]:
    """Yield a number."""
    yield 1


Number = Annotated[int, Needs(get_db)]


@router.get("/")
async def root(
    number: Number,
    untyped=Needs(get_db),  # noqa: ANN001
    *,
    paging: Paging = Needs(),  # expect: FAPI016
    scoped: int = fastapi.Depends(get_db, scope="function"),  # expect: FAPI016
    user: str = Security(lambda: "alice", scopes=["all"]),  # expect: FAPI016
    size: int = Query(10),
    plain: Any = None,
) -> int:
    """Depend in many ways."""
    return paging.size


def create_app() -> FastAPI:
    """A factory."""
    made = FastAPI()

    @made.get("/")
    def inner(
        paging: Annotated[Paging, Needs()],
        limit: int = Needs(Paging()),  # expect: FAPI016
    ) -> int:
        return paging.size + limit

    return made
