"""Bodies that can be: one kind only, scalars, models of forms and of the query, models made from text."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, File, Form, Query, UploadFile
from pydantic import BaseModel, model_validator

router = APIRouter()


class Item(BaseModel):
    """A model."""

    title: str = ""


class FromText(BaseModel):
    """A model that a form can hold as text."""

    title: str

    @model_validator(mode="before")
    @classmethod
    def read(cls, value: Any) -> Any:
        """Read JSON."""
        return json.loads(value) if isinstance(value, str) else value


class Special(FromText):
    """Inherits the validator."""


def in_query(title: str = "") -> Item:
    """A dependency that makes a model."""
    return Item(title=title)


@router.post("/form")
def form(file: UploadFile, item: Annotated[Item, Form()]) -> None:
    """A model of the form's fields."""


@router.post("/query")
def query(
    file: UploadFile,
    item: Annotated[Item, Query()],
    other: Annotated[Item, Depends()],
    third: Annotated[Item, Depends(in_query)],
) -> None:
    """Models of the query."""


@router.post("/text")
def text(file: UploadFile, item: Annotated[Special, Body()]) -> None:
    """A model made from text."""


@router.post("/scalar")
def scalar(file: UploadFile, title: Annotated[str, Body()]) -> None:
    """A scalar of the body is a field of the form."""


@router.post("/optional")
def optional(file: UploadFile, item: Item | None = None, other: Item = Body(Item())) -> None:
    """Models that need not be sent."""


@router.post("/one")
def only_file(file: Annotated[UploadFile, File()], note: Annotated[str, Form()] = "") -> None:
    """A form only."""


@router.post("/other")
def only_models(item: Item, other: Item) -> None:
    """JSON only."""


def helper(file: UploadFile, item: Item) -> None:
    """A plain function."""
