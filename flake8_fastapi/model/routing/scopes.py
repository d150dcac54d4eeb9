"""What names are bound to inside of functions: by statements, with where they stand."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import FunctionDefinition, ImportBinding, ValueBinding, imported_by

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.tree_index import TreeIndex

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
ASSIGNING = (
    ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.AsyncFor, ast.With, ast.AsyncWith,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParameterBinding:
    """A parameter of a function."""

    argument: ast.arg


LocalBinding = ImportBinding | ValueBinding | FunctionDefinition | ParameterBinding | None
"""What one statement binds a name to; None for what is not looked at (a nested class, ``del``)."""


class Locals:
    """The names that a function binds in its own body."""

    def __init__(self, module: Module, function: FunctionDefinition) -> None:
        self.module = module
        self.function = function
        self.bindings: dict[str, list[LocalBinding]] = {}
        self.passed_on: set[str] = set()
        """The names that are declared ``global`` or ``nonlocal``."""
        self.returned: list[ast.expr | None] = []
        node = function.node()
        arguments = node.args
        for each in (
            *arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs,
            *filter(None, (arguments.vararg, arguments.kwarg)),
        ):  # fmt: skip
            self._bind(each.arg, ParameterBinding(each))
        if isinstance(node, ast.Lambda):
            self.returned.append(node.body)
        else:
            self._collect(node.body)

    def _bind(self, name: str, binding: LocalBinding) -> None:
        self.bindings.setdefault(name, []).append(binding)

    def _collect(self, body: list[ast.stmt]) -> None:
        for statement in body:
            self._collect_statement(statement)

    def _collect_statement(self, statement: ast.stmt) -> None:
        if isinstance(statement, FUNCTIONS):
            self._bind(statement.name, nested_definition(self.module, statement, self.function))
            return
        if isinstance(statement, ast.ClassDef):
            self._bind(statement.name, None)
            return
        if isinstance(statement, ASSIGNING):
            self._collect_assignment(statement)
        elif isinstance(statement, (ast.Import, ast.ImportFrom)):
            for name, binding in imported_by(statement):
                self._bind(name, binding)
        elif isinstance(statement, (ast.Global, ast.Nonlocal)):
            self.passed_on.update(statement.names)
        elif isinstance(statement, ast.Return):
            self.returned.append(statement.value)
        for block in ("body", "orelse", "finalbody"):
            self._collect(getattr(statement, block, []))
        for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            self._collect(part.body)

    def _collect_assignment(self, statement: ast.stmt) -> None:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                self._assign(target, ValueBinding(statement.value))
        elif isinstance(statement, ast.AnnAssign):
            self._assign(statement.target, ValueBinding(statement.value, statement.annotation))
        elif isinstance(statement, ast.AugAssign):
            self._assign(statement.target, ValueBinding(None))
        elif isinstance(statement, (ast.For, ast.AsyncFor)):
            self._assign(statement.target, ValueBinding(statement.iter, iterated=True))
        elif isinstance(statement, (ast.With, ast.AsyncWith)):
            for item in statement.items:
                if item.optional_vars is not None:
                    self._assign(item.optional_vars, ValueBinding(item.context_expr, entered=True))

    def _assign(self, target: ast.expr, binding: ValueBinding) -> None:
        if isinstance(target, ast.Name):
            self._bind(target.id, binding)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for position, element in enumerate(target.elts):
                if isinstance(element, ast.Name):
                    unpacked = ValueBinding(binding.value, None, position, binding.entered, binding.iterated)
                    self._bind(element.id, unpacked)


def nested_definition(
    module: Module, node: FunctionNode, parent: FunctionDefinition | None
) -> FunctionDefinition:
    """The definition of a function inside of another, the same one that evaluations make."""
    place = (node.lineno, node.col_offset)
    found = module.nested.get(place)
    if found is None:
        found = module.nested[place] = FunctionDefinition(module, node, None, parent)
    module.project.bodies.remember(found, node)
    return found


def definition_of(module: Module, index: TreeIndex, node: FunctionNode) -> FunctionDefinition:
    """The definition of any function of a file."""
    for known in module.skeleton.functions:
        if known.line == node.lineno and known.column == node.col_offset:
            return known
    around = index.function_around(node)
    return nested_definition(module, node, definition_of(module, index, around) if around else None)


def suites_around(index: TreeIndex, node: ast.AST) -> tuple[tuple[int, int], ...]:
    """The blocks around a node that may not run, or may run more than once, outermost first."""
    found: list[tuple[int, int]] = []
    child = node
    for above in index.ancestors(node):
        if isinstance(above, (*FUNCTIONS, ast.Lambda, ast.Module)) and child in _body(above):
            break
        if isinstance(above, (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try)) or (
            above.__class__.__name__ == "TryStar"
        ):
            for name in ("body", "orelse"):
                block = getattr(above, name)
                is_sure = isinstance(above, ast.Try)
                if child in block and not is_sure:
                    found.append((block[0].lineno, block[0].col_offset))
        elif isinstance(above, (ast.ExceptHandler, ast.match_case)) and child in above.body:
            found.append((above.body[0].lineno, above.body[0].col_offset))
        child = above
    return tuple(reversed(found))


def _body(node: ast.AST) -> list[ast.AST]:
    body = getattr(node, "body", [])
    return body if isinstance(body, list) else [body]
