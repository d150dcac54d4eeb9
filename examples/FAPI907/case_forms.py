"""Other statuses and annotations, and what is fine."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

NOTHING = 204


class Item(BaseModel):
    """Something with a name."""

    name: str


def create_routes() -> APIRouter:
    """Fail at the first one."""
    router = APIRouter()

    @router.get("/a", status_code=304)  # expect: FAPI907
    def read_unchanged() -> Item | None:
        return None

    @router.get("/b", status_code=HTTPStatus.NO_CONTENT)  # expect: FAPI907
    def read_nothing() -> list[Item]:
        return []

    @router.get("/c", status_code=NOTHING)  # expect: FAPI907
    def read_any() -> Any:
        return None

    @router.get("/d", status_code=205)  # expect: FAPI907
    def read_item() -> Item:
        return Item(name="")

    return router


app = FastAPI()


@app.delete("/e", status_code=204)
def delete_silently() -> Response:
    """A response is no model."""
    return Response(status_code=204)


@app.delete("/f", status_code=204)
def delete_with_json() -> JSONResponse:
    """Nor are its subclasses."""
    return JSONResponse(None, 204)


@app.delete("/g", status_code=204, response_model=None)
def delete_without_model() -> dict[str, int]:
    """The model is turned off."""
    return {}


@app.delete("/h", status_code=204)
def delete_without_annotation():
    """Nothing is declared."""


@app.get("/i", status_code=201)
def read_created() -> Item:
    """This status has a body."""
    return Item(name="")
