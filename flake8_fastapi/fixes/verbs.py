"""What all groups of verbs stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_fastapi.fixes.source_text import SourceText
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.tree_index import TreeIndex


class Verbs:
    """The text, the file's model, and the one way to change something."""

    source: SourceText
    module: Module
    index: TreeIndex

    def withdraw(self, start: int, end: int, text: str) -> None:
        """Take back an edit that was made with these very arguments."""
        raise NotImplementedError

    def edit(self, start: int, end: int, text: str) -> None:
        """Put a text, with ``\\n`` as line end, in the place of what stands there."""
        raise NotImplementedError
