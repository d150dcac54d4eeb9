"""The types of a function's expressions, for functions of whatever file."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.remembering import RememberingEvaluation
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import UNKNOWN, Constant, FunctionObject, Instance, Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.taint.analysis import Analysis


class TypesOfBody(RememberingEvaluation):
    """What the expressions of a function stand for, and what taint asks of that."""

    def __init__(
        self, analysis: Analysis, definition: FunctionDefinition, outer: TypesOfBody | None = None
    ) -> None:
        super().__init__(analysis.project.types, definition.module, definition, closure=outer)
        self.analysis = analysis
        self.run_function(*analysis.given_to(definition))

    def of(self, node: ast.expr) -> Type:
        """The type of an expression where it stands; UNKNOWN where it is never run."""
        return self.seen.get(node, UNKNOWN)

    def constant(self, node: ast.expr) -> object:
        """The literal that an expression stands for, long texts of the file included; else None."""
        of = self.of(node)
        if isinstance(of, Constant):
            return of.value
        if isinstance(node, ast.Name) and node.id not in self.env:
            return self.interpreter.names.constant(self.module, node.id)
        return None

    def is_text(self, node: ast.expr) -> bool:
        """Whether an expression is surely a text."""
        of = self.of(node)
        if isinstance(of, Constant):
            return isinstance(of.value, str)
        return isinstance(of, Instance) and of.cls == "builtins.str"

    def is_function(self, node: ast.expr) -> bool:
        """Whether an expression is a function of the project that may raise, by its text."""
        of = self.of(node)
        if not isinstance(of, FunctionObject) or of.definition is self.definition:
            return False
        return self.analysis.may_raise(of.definition)

    def is_path(self, node: ast.expr) -> bool:
        """Whether an expression may be a path of ``pathlib``'s."""
        return any(
            isinstance(each, Instance) and str(each.cls).startswith(("pathlib.", "anyio.Path"))
            for each in alternatives(self.of(node))
        )

    def told_endings(self, node: ast.expr) -> Callable[[object], bool] | None:
        """Of a function that only looks at endings of what it is given: which arguments, by place or name."""
        of = self.of(node)
        if not isinstance(of, FunctionObject) or of.definition is self.definition:
            return None
        names, told = self.analysis.endings_looked_at(of.definition)
        if not told:
            return None
        if of.receiver is not None:
            names = names[1:]
        return lambda which: (
            names[which : which + 1] != [] and names[which] in told
            if isinstance(which, int)
            else which in told
        )

    def nested(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> FunctionDefinition | None:
        """The definition of a function that stands in this one; None for none."""
        place = (node.lineno, node.col_offset)
        for each in self.nested_definitions:
            if (each.line, each.column) == place:
                return each
        return self.module.nested.get(place)

    def inside(self, definition: FunctionDefinition) -> TypesOfBody:
        """The types in a nested function."""
        return TypesOfBody(self.analysis, definition, self)
