"""A value that an expression may have, and where in the source it was written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable

    from flake8_fastapi.model.module import Module

MOST_OPTIONS = 24
"""Possible values of one expression; more are data, not configuration."""

Origin = Literal["code", "environment", "settings", "parameter"]
"""Whether code says so itself, or only unless the environment, the settings or a caller say otherwise."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value that an expression may have.

    ``content`` is a literal (text, bytes, number, boolean, None) or, for lists, tuples and sets,
    ``Members``. ``node`` is where it is written, in the file of ``module``; ``name`` what it is
    bound to there, if anything.
    """

    content: object
    node: ast.expr
    module: Module
    origin: Origin = "code"
    name: str = ""

    @property
    def text(self) -> str | None:
        """The content where it is text, also where it is written as bytes.

        None where it is something else.
        """
        if isinstance(self.content, bytes):
            return self.content.decode("utf-8", "replace")
        return self.content if isinstance(self.content, str) else None


@dataclass(frozen=True, slots=True)
class Values:
    """The values that an expression may have; ``is_complete`` tells that there are no others."""

    options: tuple[Value, ...] = ()
    is_complete: bool = False

    @property
    def only(self) -> Value | None:
        """The value, where there is exactly one; else None."""
        return self.options[0] if len(self.options) == 1 and self.is_complete else None

    @property
    def is_surely_true(self) -> bool:
        """Whether everything that is known of it counts as true, and something is."""
        return bool(self.options) and all(
            bool(each.content.values.options) if isinstance(each.content, Members) else bool(each.content)
            for each in self.options
        )

    def texts(self) -> list[Value]:
        """The options that are text."""
        return [each for each in self.options if each.text is not None]

    def from_origin(self, origin: Origin) -> Values:
        """The same values as ones that something outside of the code may replace."""
        return Values(
            tuple(replace(each, origin=origin) if each.origin == "code" else each for each in self.options),
            self.is_complete,
        )

    def named(self, name: str) -> Values:
        """The same values as bound to a name, where they are not bound to one nearer to the literal."""
        options = tuple(each if each.name else replace(each, name=name) for each in self.options)
        return Values(options, self.is_complete)


@dataclass(frozen=True, slots=True)
class Members:
    """What is in a list, tuple or set: the options are the members."""

    values: Values


UNKNOWN_VALUES = Values()


def joined(several: Iterable[Values]) -> Values:
    """What an expression may be that is one of several."""
    several = tuple(several)
    options = tuple(dict.fromkeys(option for each in several for option in each.options))
    is_complete = bool(several) and all(each.is_complete for each in several)
    return Values(options[:MOST_OPTIONS], is_complete and len(options) <= MOST_OPTIONS)
