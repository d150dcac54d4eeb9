"""Where a middleware raises an HTTPException that nothing in it catches, directly or through calls."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.effects import Step
from flake8_fastapi.model.framework_names import CATCH_ALL, HTTP_EXCEPTIONS
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.middleware.entry_points import own_nodes
from flake8_fastapi.model.middleware.nodes import middleware_functions
from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_walk import children, walk
from flake8_fastapi.model.types import ClassObject, External, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

CATCHES = HTTP_EXCEPTIONS | CATCH_ALL
DEEPEST = 3
"""Calls behind a middleware that are followed."""

Escape = tuple["ast.stmt | ast.expr", str, tuple[Step, ...]]
"""Where an exception leaves a function, its name, and the calls behind that place."""


@dataclass(frozen=True, slots=True)
class RaisedInMiddleware(Located):
    """A ``raise`` in a middleware, or a call in it that leads to one."""

    node: ast.stmt | ast.expr
    exception: str
    middleware: str
    chain: tuple[Step, ...] = ()


def raised_in_middleware(module: Module) -> Iterator[RaisedInMiddleware]:
    """The places in the middleware of a file at which an HTTPException leaves it."""
    if is_test_file(module.display_path):
        return
    finder = _Finder(module.project)
    seen: set[tuple[int, int]] = set()
    for middleware in middleware_functions(module):
        for node, exception, chain in finder.escaping(middleware.entry.definition, 0):
            place = (node.lineno, node.col_offset)
            if place not in seen:
                seen.add(place)
                yield RaisedInMiddleware(node, exception, middleware.name, chain)


class _Finder:
    """Finds the exceptions that leave a function, by its syntax and the names in it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.resolver = project.routing.resolver
        self._active: set[FunctionDefinition] = set()
        self._first: dict[FunctionDefinition, Escape | None] = {}

    def escaping(self, definition: FunctionDefinition, depth: int) -> Iterator[Escape]:
        """Each place of a function at which an HTTPException leaves it, and the calls behind it."""
        node = definition.node()
        if isinstance(node, ast.Lambda) or definition in self._active:
            return
        scope = Scope(definition.module, definition)
        parents = {child: each for each in walk(node) for child in children(each)}
        guarded = {
            ast.unparse(each.func)
            for each in own_nodes(node)
            if isinstance(each, ast.Call) and self._is_caught(each, parents, scope)
        }
        self._active.add(definition)
        try:
            for each in own_nodes(node):
                if isinstance(each, ast.Call) and ast.unparse(each.func) in guarded:
                    continue  # caught elsewhere in the function: here it cannot raise, for all that we know
                if isinstance(each, ast.Raise) and each.exc is not None:
                    name = self._raised(each.exc, scope)
                    if name and not self._is_caught(each, parents, scope):
                        yield each, name, ()
                elif isinstance(each, ast.Call) and depth < DEEPEST:
                    yield from self._through(each, parents, scope, depth)
        finally:
            self._active.discard(definition)

    def _through(
        self, call: ast.Call, parents: dict[ast.AST, ast.AST], scope: Scope, depth: int
    ) -> Iterator[Escape]:
        """A call of a function of the project that raises out of itself in some case."""
        if not isinstance(call.func, (ast.Name, ast.Attribute)):
            return
        called = self.resolver.function_of(call.func, scope)
        if called is None or (called.is_async and not isinstance(parents.get(call), ast.Await)):
            return
        if called not in self._first:
            self._first[called] = next(self.escaping(called, depth + 1), None)
        inner = self._first[called]
        if inner is None or self._is_caught(call, parents, scope):
            return
        node, name, chain = inner
        label = name if isinstance(node, ast.Raise) else f"{ast.unparse(getattr(node, 'func', node))}()"
        yield call, name, (Step(label, called.module.display_path, node.lineno), *chain)

    def _raised(self, node: ast.expr, scope: Scope) -> str:
        """The name of the HTTPException that a ``raise`` raises; empty for anything else."""
        cls = node.func if isinstance(node, ast.Call) else node
        if not isinstance(cls, (ast.Name, ast.Attribute)):
            return ""
        of = self.resolver.type_of(cls, scope)
        return ast.unparse(cls) if self._names(of) & HTTP_EXCEPTIONS else ""

    def _names(self, of: Type) -> frozenset[str]:
        """The names of a class and its bases."""
        interpreter = self.project.interpreter
        if isinstance(of, External):
            name = interpreter.knowledge.canonical(of.name)
            return frozenset({of.name, name, *(each.name for each in interpreter.knowledge.lineage(name))})
        if isinstance(of, ClassObject):
            found: set[str] = set()
            for each in interpreter.hierarchy.lineage(of.definition):
                found |= self._names(External(each)) if isinstance(each, str) else {each.full_name}
            return frozenset(found)
        return frozenset()

    def _is_caught(self, node: ast.AST, parents: dict[ast.AST, ast.AST], scope: Scope) -> bool:
        """Whether a handler of the function catches what is raised here, or may: unknown ones count."""
        child = node
        while child in parents:
            above = parents[child]
            if isinstance(above, ast.Try) and child in above.body:
                for handler in above.handlers:
                    if handler.type is None:
                        return True
                    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
                    for kind in kinds:
                        names = self._names(self.resolver.type_of(kind, scope))
                        if not names or names & CATCHES:
                            return not _raises_again(handler, is_exact=bool(names & HTTP_EXCEPTIONS))
            child = above
        return False


def _raises_again(handler: ast.ExceptHandler, *, is_exact: bool) -> bool:
    """Whether a handler lets an HTTPException go on, at least in some case.

    One for all exceptions may tell them apart before it raises again.
    """
    if not is_exact and "HTTPException" in ast.unparse(handler):
        return False
    return any(isinstance(each, ast.Raise) and _is_same(each.exc, handler) for each in own_nodes(handler))


def _is_same(raised: ast.expr | None, handler: ast.ExceptHandler) -> bool:
    """Whether a ``raise`` raises what its handler has caught, with or without naming it."""
    return raised is None or (isinstance(raised, ast.Name) and raised.id == handler.name)
