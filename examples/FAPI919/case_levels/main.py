"""Documented at every level."""

from errors import COMMON, NOT_FOUND, User, find
from fastapi import APIRouter, FastAPI, HTTPException

app = FastAPI(responses={400: {"description": "wrong"}})
router = APIRouter(responses=NOT_FOUND)
other = APIRouter()


@router.get("/a/{key}")
def read_a(key: int) -> int:
    """The router documents 404, the application 400, FastAPI 422."""
    if key > 3:
        raise HTTPException(400)
    if key > 2:
        raise HTTPException(422)
    if key > 1:
        raise HTTPException(404)
    return key


@router.get("/b/{key}")  # expect: FAPI919
def read_b(key: int, user: User) -> int:
    """410 comes from a helper, 401 from a dependency."""
    return find(key)


@router.get("/c/{key}", responses=COMMON | {410: {}})
def read_c(key: int) -> int:
    """Computed."""
    return find(key)


@other.get("/d/{key}")
def read_d(key: int) -> int:
    """The inclusion documents it."""
    if key:
        raise HTTPException(409)
    return key


@other.get("/e/{key}", include_in_schema=False)
def read_e(key: int) -> int:
    """Not in the schema."""
    return find(key)


app.include_router(router)
app.include_router(other, responses=COMMON)
