"""What goes over the wire."""

from pydantic import BaseModel, ConfigDict


class BookIn(BaseModel):
    """A book to be entered."""

    title: str


class BookOut(BaseModel):
    """A book as readers see it."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    title: str
    lent_to: int | None = None
