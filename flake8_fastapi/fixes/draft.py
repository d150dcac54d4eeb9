"""What a rule writes its fix into: verbs that edit the text, each of them right or refused."""

from __future__ import annotations

import ast
import itertools
from typing import TYPE_CHECKING

from flake8_fastapi.fixes.calls import CallVerbs
from flake8_fastapi.fixes.edit import CannotFixError, Edit, Fix
from flake8_fastapi.fixes.imports import ImportVerbs
from flake8_fastapi.fixes.statements import StatementVerbs
from flake8_fastapi.model.local_names import function_statements

if TYPE_CHECKING:
    from flake8_fastapi.fixes.edit import Safety
    from flake8_fastapi.fixes.source_text import SourceText
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.rule import Located


class Draft(CallVerbs, ImportVerbs, StatementVerbs):
    """The edits of one fix while it is made.

    A rule's fix is a function that takes a draft, calls verbs, and returns what was done, as an order in
    one line. A verb that cannot do its work without a doubt raises ``CannotFixError``, and the
    finding then has no fix; a rule may raise it too.
    """

    def __init__(self, source: SourceText, module: Module) -> None:
        self.source = source
        self.module = module
        self.index = module.index
        self.is_unsafe = False
        self.added_imports = {}
        self._edits: set[Edit] = set()

    def edit(self, start: int, end: int, text: str) -> None:
        """Put a text, with ``\\n`` as line end, in the place of what stands there."""
        self._edits.add(Edit(start, end, self._with_line_ends(text)))

    def withdraw(self, start: int, end: int, text: str) -> None:
        """Take back an edit that was made with these very arguments."""
        self._edits.discard(Edit(start, end, self._with_line_ends(text)))

    def _with_line_ends(self, text: str) -> str:
        """A text with the line ends of the file; what was taken from there has them already."""
        return text.replace("\r\n", "\n").replace("\n", self.source.newline)

    def mark_unsafe(self) -> None:
        """Make this fix an unsafe one, of a rule whose fixes are safe otherwise."""
        self.is_unsafe = True

    def refusal(self, reason: str) -> CannotFixError:
        """What to raise where the finding has no fix."""
        return CannotFixError(reason)

    def function_at(self, definition: FunctionDefinition) -> ast.FunctionDef | ast.AsyncFunctionDef:
        """The node of a function of the file being checked."""
        for each in function_statements(self.index):
            if (each.lineno, each.col_offset) == (definition.line, definition.column):
                return each
        raise CannotFixError(f"{definition.name} is not in this file")

    def calls_at(self, place: Located) -> list[ast.Call]:
        """The calls that begin at a place, the outermost first."""
        return [
            each
            for each in self.index.of_kind(ast.Call)
            if (each.lineno, each.col_offset) == (place.lineno, place.col_offset)
        ]

    def call_at(self, place: Located, name: str) -> ast.Call:
        """The call of a function, by its full dotted name, that begins at a place."""
        for each in self.calls_at(place):
            if self.module.observation.called(each) == name:
                return each
        raise CannotFixError(f"no call of {name} begins there")

    def finish(self, safety: Safety, description: str) -> Fix:
        """The fix, its edits in order; ``CannotFixError`` where there are none or they overlap."""
        edits = tuple(sorted(self._edits))
        if not edits:
            raise CannotFixError("nothing to edit")
        for before, after in itertools.pairwise(edits):
            if after.start < before.end or before.start == before.end == after.start == after.end:
                raise CannotFixError("edits on top of each other")
        return Fix("unsafe" if self.is_unsafe else safety, description, edits)
