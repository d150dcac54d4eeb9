"""The place of a node of the model: that of a piece of syntax, or of an effect, in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from flake8_fastapi.model.effects import Effect


class Located:
    """Base of nodes that stand where one of their fields stands, a node of Python's tree."""

    __slots__ = ()

    PLACE: ClassVar[str] = "node"
    """The name of the field."""

    @property
    def lineno(self) -> int:
        """The line where the node begins (1-based)."""
        line: int = getattr(self, self.PLACE).lineno
        return line

    @property
    def col_offset(self) -> int:
        """The column where the node begins (0-based, in UTF-8 bytes)."""
        column: int = getattr(self, self.PLACE).col_offset
        return column


class AtEffect:
    """Base of nodes that stand where the call stands that has their ``effect``."""

    __slots__ = ()

    effect: Effect

    @property
    def lineno(self) -> int:
        """The line where the call begins (1-based)."""
        return self.effect.line

    @property
    def col_offset(self) -> int:
        """The column where the call begins (0-based, in UTF-8 bytes)."""
        return self.effect.column
