"""Dependencies that take parameters of the path."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pydantic import BaseModel


def get_shop(shop_id: int) -> int:
    """Take it as a function."""
    return shop_id


def get_owner(shop: Annotated[int, Depends(get_shop)]) -> str:
    """Take it through another one."""
    return f"owner of {shop}"


class Pages:
    """Takes it as a class."""

    def __init__(self, page: int, size: Annotated[int, Query()] = 10) -> None:
        """Take a page."""
        self.page = page
        self.size = size


class Checker:
    """Takes it as an object."""

    def __call__(self, key: str) -> str:
        """Take a key."""
        return key


@dataclass
class Place:
    """Takes it as a dataclass."""

    country: str
    town: str = "any"


class Filter(BaseModel):
    """Takes it as a model."""

    colour: str


def find(name: str, kind: str = "any") -> str:
    """Take it as a partial function."""
    return name + kind


def from_request(request: Request) -> str:
    """Read it by hand."""
    return request.path_params["raw"]


check = Checker()
find_any = partial(find, kind="all")
Shop = Annotated[int, Depends(get_shop)]
Owner = Annotated[str, Depends(get_owner)]
ItemId = Annotated[int, Path(alias="item-id")]
Number = Annotated[int, Path(alias="number")]
