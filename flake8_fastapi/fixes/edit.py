"""What a fix is: edits of a text that are made together or not at all."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Safety: TypeAlias = Literal["safe", "unsafe"]
"""A safe fix leaves what the program does right as it is; an unsafe one may change it."""


class Edit(NamedTuple):
    """Puts ``text`` in the place of what stands from ``start`` to ``end``.

    Both are offsets in characters of the text that was checked (its lines joined), ``end`` excluded.
    """

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """The cure of one finding: all of its edits, in the order of their places, none over another."""

    safety: Safety
    description: str
    """What it does, as an order in one line: ``Add expire_on_commit=False``."""
    edits: tuple[Edit, ...]


class CannotFixError(Exception):
    """What stands there is not to be edited: its layout is unusual, or a comment would be lost."""
