"""Which names are taken where: what a name means at a place, and whether it is free there."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.tree_index import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.tree_index import TreeIndex

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SCOPES = (*FUNCTIONS, ast.ClassDef, *COMPREHENSIONS)


class NameScopes:
    """The names that the scopes of a file bind, by Python's rules."""

    def __init__(self, index: TreeIndex) -> None:
        self.index = index

    @cached_property
    def _bindings(self) -> dict[str, list[tuple[ast.AST | None, ast.AST]]]:
        """For each name the scopes that bind it (None for the module), each with the node that does."""
        found: dict[str, list[tuple[ast.AST | None, ast.AST]]] = {}
        declared: set[tuple[ast.AST | None, str]] = set()
        for statement in self.index.nodes:
            if isinstance(statement, (ast.Global, ast.Nonlocal)):
                declared.update((self._scope_of(statement), each) for each in statement.names)
        for node in self.index.nodes:
            for name in _bound_by(node):
                scope = self._scope_of(node)
                if (scope, name) in declared:
                    scope = None
                found.setdefault(name, []).append((scope, node))
        return found

    def _scope_of(self, node: ast.AST) -> ast.AST | None:
        """The innermost scope in which a node binds or declares a name; None for the module."""
        if isinstance(node, ast.NamedExpr):
            skipped: tuple[type, ...] = COMPREHENSIONS
        else:
            skipped = ()
        child = node
        for above in self.index.ancestors(node):
            if isinstance(above, SCOPES) and not isinstance(above, skipped) and _is_inside(above, child):
                return above
            child = above
        return None

    def _scopes_around(self, at: ast.AST) -> Iterator[ast.AST | None]:
        """The scopes in which a name at a place is looked for, from the inside out."""
        scope = self._scope_of(at)
        is_innermost = True
        while scope is not None:
            if is_innermost or not isinstance(scope, ast.ClassDef):
                yield scope
            is_innermost = False
            scope = self._scope_of(scope)
        yield None

    def means(self, name: str, at: ast.AST, statement: ast.stmt) -> bool:
        """Whether a name at a place is what one import statement binds, and nothing else."""
        here = self.binders(name, at)
        return bool(here) and all(node is statement or _same_import(node, statement) for node in here)

    def is_of_module(self, name: str, at: ast.AST) -> bool:
        """Whether a name at a place is one of the module's, or of Python's own."""
        bindings = self._bindings.get(name, [])
        around = [scope for scope in self._scopes_around(at) if scope is not None]
        return not any(scope in around for scope, _ in bindings)

    def binders(self, name: str, at: ast.AST) -> list[ast.AST]:
        """What binds a name as it is seen from a place: all nodes of the scope that has it."""
        bindings = self._bindings.get(name, [])
        for scope in self._scopes_around(at):
            here = [node for bound_in, node in bindings if bound_in is scope]
            if here:
                return here
        return []

    def is_global(self, name: str, at: ast.AST) -> bool:
        """Whether a name at a place is one that the module binds, not a scope in between."""
        binders = {id(node) for scope, node in self._bindings.get(name, ()) if scope is None}
        return any(id(node) in binders for node in self.binders(name, at))

    def is_free(self, name: str, at: ast.AST) -> bool:
        """Whether the module can bind a new name that is then seen at a place, and takes it from nobody."""
        bindings = self._bindings.get(name, [])
        around = set(self._scopes_around(at))
        if any(scope in around for scope, _ in bindings):
            return False
        for mention in self.index.names(name):
            seen = set(self._scopes_around(mention))
            if not any(scope in seen for scope, _ in bindings):
                return False
        return True


def _bound_by(node: ast.AST) -> Iterator[str]:
    """The names that one node binds in the scope that it stands in."""
    if isinstance(node, ast.Name):
        if not isinstance(node.ctx, ast.Load):
            yield node.id
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0]
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
        if node.name:
            yield node.name
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest


def _is_inside(scope: ast.AST, child: ast.AST) -> bool:
    """Whether what a scope's child binds belongs to that scope and not to the one around it."""
    if isinstance(scope, COMPREHENSIONS):
        return True
    if isinstance(child, ast.arguments):
        return True
    if isinstance(scope, ast.Lambda):
        return child is scope.body
    return child in getattr(scope, "body", ())


def _same_import(node: ast.AST, statement: ast.stmt) -> bool:
    """Whether two imports bind the same."""
    return isinstance(node, (ast.Import, ast.ImportFrom)) and ast.dump(node) == ast.dump(statement)
