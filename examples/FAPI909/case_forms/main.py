"""Aliases in another file, rows, dependencies, and what is fine."""

from typing import Annotated, Any, Optional, Union

from declared import Item, Page, Token, get_sizes
from fastapi import APIRouter, Body, Depends, FastAPI, Path, Query
from fastapi.responses import JSONResponse, RedirectResponse


def create_routes() -> APIRouter:
    """Fail at the first one."""
    router = APIRouter()

    def get_token(token: Token) -> str:  # expect: FAPI909
        return token

    @router.get("/a")
    def read_a(token: Annotated[str, Depends(get_token)]) -> Item:  # expect: FAPI909
        return Item(id=1)

    @router.get("/b")
    def read_b(page: Page = Query(2)) -> list[Item]:  # expect: FAPI909, FAPI909
        return []

    @router.get("/c")
    def read_c() -> Optional[JSONResponse]:  # expect: FAPI909
        return None

    @router.get("/d/{key}")
    def read_d(
        key: Annotated[int, Path(default=None)],  # expect: FAPI909
    ) -> Union[dict[str, str], RedirectResponse]:  # expect: FAPI909
        return {}

    @router.post("/e")
    def read_e(values: Annotated[list[int], Body([])]) -> Item | None:  # expect: FAPI909, FAPI909
        return None

    return router


app = FastAPI()


@app.get("/f/{key}")
def read_f(
    key: Annotated[int, Path()],
    page: Page = 1,
    word: Annotated[str, Query(...)] = "any",
    other: int = Query(3),
    both: Annotated[str, Depends(lambda: "x")] = Query("y"),
) -> dict[str, int] | None:
    """Fine, all of it."""
    return None


@app.get("/g", response_model=None)
def read_g() -> Item | JSONResponse:
    """The model is turned off."""
    return JSONResponse({})


@app.get("/h")
def read_h() -> JSONResponse:
    """One response class."""
    return JSONResponse({})


@app.get("/i", response_model=dict[str, Any])
def read_i() -> Item:
    """The model is another one."""
    return Item(id=1)


def helper(item: Item | JSONResponse, value: int = 1) -> Item | JSONResponse:
    """Not for FastAPI."""
    return item


def create_shared() -> APIRouter:
    """Fail at the declaration that two path operations share."""
    router = APIRouter()
    item_key = Path(None, description="Which item.")  # expect: FAPI909
    other_key = Path(description="Which other.")

    @router.get("/h/{key}")
    def read_h(key: int = item_key) -> int:
        return key

    @router.get("/i/{key}")
    def read_i(key: int = other_key) -> int:
        return key

    return router


def create_sizes() -> APIRouter:
    """Fail at a dependency of another file."""
    router = APIRouter()

    @router.get("/j")
    def read_j(sizes: Annotated[tuple[int, int], Depends(get_sizes)]) -> int:
        return sizes[0]

    return router
