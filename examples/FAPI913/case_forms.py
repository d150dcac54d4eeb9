"""Optional models, dictionaries, aliases, other methods and declarations."""

from typing import Annotated, Any, Dict, Optional

from fastapi import APIRouter, Body, Depends, FastAPI, Query, Request
from pydantic import BaseModel

router = APIRouter()


class Base(BaseModel):
    """A base."""


class Filter(Base):
    """A model by inheritance."""

    colour: str = "red"


class Repository:
    """No model."""


Filters = Filter | None


def get_repository() -> Repository:
    """Give a dependency."""
    return Repository()


@router.get("/a")
def read_a(filter: Optional[Filter] = None) -> str:  # expect: FAPI913
    """An optional body."""
    return str(filter)


@router.head("/b")
def read_b(data: Dict[str, Any]) -> None:  # expect: FAPI913
    """A dictionary on HEAD."""


@router.api_route("/c", methods=["GET"])
async def read_c(request: Request, filters: Filters) -> str:  # expect: FAPI913
    """An alias."""
    return str(filters)


@router.get("/d/{key}")
def read_d(
    key: int,
    names: list[str] = Query([]),
    filter: Filter = Depends(),
    repository: Annotated[Repository, Depends(get_repository)] = None,
    body: Annotated[Filter | None, Body()] = None,
    word: str | None = None,
    either: Annotated[Filter, Query()] = Filter(),
) -> str:
    """Everything is declared."""
    return f"{key} {names} {filter} {body} {word} {either}"


@router.post("/e")
def create_e(filter: Filter) -> str:
    """A POST has a body."""
    return filter.colour


@router.api_route("/f", methods=["GET", "POST"])
def read_or_create_f(filter: Optional[Filter] = None) -> str:
    """One of the methods has a body."""
    return str(filter)


@router.post("/g")
@router.get("/g")
def search_g(filter: Filter) -> str:  # expect: FAPI913
    """The POST has a body, and the GET wants one."""
    return filter.colour


@router.post("/h")
@router.get("/h")
def search_h(filter: Filter | None = None) -> str:
    """The GET goes without."""
    return str(filter)


app = FastAPI()
app.include_router(router)
