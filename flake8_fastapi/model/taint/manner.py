"""The origins of values, and how they get from there to where they are used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.client import Source
    from flake8_fastapi.model.taint.flows import Flow


@dataclass(frozen=True, slots=True)
class Frame:
    """One run of a function: what its parameters were given, by whom; unknown where it is the first one."""

    body: Body
    bindings: dict[str, Flow] | None = None
    caller: Frame | None = None
    depth: int = 0
    is_provider: bool = False
    """Whether FastAPI runs it as a dependency, and so fills in its parameters."""


class Manner(NamedTuple):
    """How a value gets from its source to where it is used."""

    is_composed: bool = False
    """It is only a part of the text."""
    leads: bool = True
    """Nothing stands in front of it that settles where a URL leads."""
    is_path: bool = False
    """It has been joined to a path on the way."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Something that a client controls, and how it gets to the value."""

    source: Source
    manner: Manner
