"""Other ways to ask for both: aliases, defaults, lists, dependencies of parameter, route and router."""

from dataclasses import dataclass
from typing import Annotated, Optional

import fastapi
from fastapi import APIRouter, Body, Depends, FastAPI, File, Form, UploadFile
from pydantic import BaseModel, field_validator

app = FastAPI()


class Base(BaseModel):
    """What models share."""

    title: str


class Item(Base):
    """A subclass, with a validator of a field."""

    @field_validator("title")
    @classmethod
    def strip(cls, value: str) -> str:
        """Of a field only."""
        return value.strip()


Upload = Annotated[UploadFile, File()]
Given = Annotated[Item, Body()]


def given_item(item: Item) -> Item:
    """A dependency that wants the body."""
    return item


def through(item: Annotated[Item, Depends(given_item)]) -> Item:
    """A dependency of a dependency."""
    return item


class Fields:
    """An object that depends on a form."""

    def __call__(self, note: Annotated[str, Form()]) -> str:
        """Read the field."""
        return note


fields = Fields()
router = APIRouter(dependencies=[Depends(fields)])


@app.post("/aliases")
def aliases(file: Upload, item: Given) -> None:  # expect: FAPI307
    """Both through aliases."""


@app.post("/defaults")
def defaults(file: bytes = File(...), item: Item = Body(...)) -> None:  # expect: FAPI307, FAPI302
    """Both with defaults."""


@app.post("/optional")
def optional(item: "Item", file: Optional[fastapi.UploadFile] = None) -> None:  # noqa: UP045  # expect: FAPI307
    """The file need not be sent, the body is a form all the same."""


@app.post("/several")
def several(
    files: list[UploadFile],
    item: Item,  # expect: FAPI307
    other: Item,
) -> None:
    """Several files and models."""


@app.post("/dependency")
def dependency(
    file: UploadFile,
    item: Annotated[Item, Depends(through)],  # expect: FAPI307
) -> None:
    """The model is a dependency's."""


@app.post("/object")
def by_object(item: Item, note: Annotated[str, Depends(fields)]) -> None:  # expect: FAPI307
    """The form is a dependency's."""


@app.post("/route", dependencies=[Depends(fields)])
def by_route(item: Item) -> None:  # expect: FAPI307
    """The form is a dependency's of the route."""


@router.post("/router")
def by_router(item: Item) -> None:  # expect: FAPI307
    """The form is a dependency's of the router."""


@router.post("/both")
def both(item: Annotated[Item, Depends(through)]) -> None:  # expect: FAPI307
    """Both through dependencies."""


app.include_router(router)


@app.post("/models")
def models(file: Upload, items: list[Item]) -> None:  # expect: FAPI307
    """Many models."""


@app.post("/dictionary")
def dictionary(file: Upload, counts: dict[str, int]) -> None:  # expect: FAPI307
    """A dictionary."""


@app.post("/dictionaries")
def dictionaries(file: Upload, rows: list[dict[str, int]]) -> None:  # expect: FAPI307
    """Many dictionaries, without a model."""


@app.post("/numbers")
def numbers(file: Upload, numbers: Annotated[list[int], Form()], tags: list[str]) -> None:
    """Texts and numbers can be sent many times; a list without a mark is a part of the query, or of the body."""


@dataclass
class Note:
    """A dataclass is a body as well."""

    text: str


@app.post("/dataclass")
def with_dataclass(file: Upload, note: Note) -> None:  # expect: FAPI307
    """Beside an upload."""
