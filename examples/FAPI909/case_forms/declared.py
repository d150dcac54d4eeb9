"""Types for parameters and rows of a database."""

from typing import Annotated

from fastapi import Header, Query
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Token = Annotated[str, Header("none")]
Page = Annotated[int, Query(ge=1)]


class Base(DeclarativeBase):
    """The base of all rows."""


class Item(Base):
    """A row."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)


def get_sizes(
    width: Annotated[int, Query(3, ge=1)] = 3,  # expect: FAPI909
    height: Annotated[int, Query(ge=1)] = 3,
) -> tuple[int, int]:
    """Depended on in another file."""
    return width, height
