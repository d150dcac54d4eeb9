"""The models."""

from pydantic import BaseModel


class Entity(BaseModel):
    """What all have."""

    title: str


class Picture(Entity):
    """A picture."""
