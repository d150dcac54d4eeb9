"""Bases of the project's own."""

from typing import Generic, TypeVar

import pydantic
from pydantic_settings import BaseSettings as Base

T = TypeVar("T")


class Model(pydantic.BaseModel):
    """What all models derive from."""


class Page(Model, Generic[T]):
    items: list[T] = []


class ProjectSettings(Base):
    """What all settings derive from."""
