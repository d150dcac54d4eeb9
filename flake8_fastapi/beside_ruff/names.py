"""What the names of one file stand for, as a linter sees it that looks at no other file.

Not the model's names: those know more than Ruff does, and the question here is what Ruff knows.
"""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Binding(NamedTuple):
    """One of the things that a scope binds to a name.

    ``way`` is ``import``, ``assignment`` (of a call), ``parameter``, ``with`` (of a call), or empty for all
    else. ``imported`` is the dotted name of an import; ``value`` is what is called, or the annotation.
    """

    way: str
    imported: str = ""
    value: ast.expr | None = None


class Scope:
    """The module, a function, a class, a lambda or a comprehension, with what it binds."""

    def __init__(self, node: ast.AST, parent: Scope | None) -> None:
        self.node = node
        self.parent = parent
        self.bindings: dict[str, list[Binding]] = {}
        self.mentions: dict[str, int] = {}
        """How often each name is read or written, also in the scopes inside."""

    @property
    def runs_in(self) -> ast.AST:
        """The function, class, lambda or module whose code this is; comprehensions belong to theirs."""
        scope = self
        while isinstance(scope.node, COMPREHENSIONS) and scope.parent:
            scope = scope.parent
        return scope.node

    def bind(self, name: str, binding: Binding) -> None:
        """Note that a name is bound here."""
        self.bindings.setdefault(name, []).append(binding)

    def find(self, name: str) -> tuple[Scope, list[Binding]] | None:
        """The innermost scope that binds a name, as seen from here, and all that it binds to it."""
        scope: Scope | None = self
        while scope:
            is_visible = scope is self or not isinstance(scope.node, ast.ClassDef)
            if is_visible and name in scope.bindings:
                return scope, scope.bindings[name]
            scope = scope.parent
        return None

    def dotted(self, node: ast.expr) -> str | None:
        """The dotted name of what is imported or built in: ``requests.get`` for ``r.get``.

        None where a name may stand for several things.
        """
        if isinstance(node, ast.Attribute):
            base = self.dotted(node.value)
            return f"{base}.{node.attr}" if base else None
        if not isinstance(node, ast.Name):
            return None
        found = self.find(node.id)
        if found is None:
            return f"builtins.{node.id}" if hasattr(builtins, node.id) else None
        imported = {binding.imported for binding in found[1]}
        return imported.pop() or None if len(imported) == 1 else None

    def made_by(self, node: ast.expr) -> tuple[str | None, str]:
        """The class or function that an object comes from, and how that is known.

        That is ``call`` where it is made on the spot, else the way of the only binding of its name.
        """
        if isinstance(node, ast.Call):
            return self.dotted(node.func), "call"
        found = self.find(node.id) if isinstance(node, ast.Name) else None
        if found is None or len(found[1]) != 1 or found[1][0].value is None:
            return None, ""
        scope, (binding,) = found
        return scope.dotted(binding.value) if binding.value else None, binding.way


class Placed(NamedTuple):
    """A node with what is around it."""

    node: ast.AST
    parent: ast.AST
    scope: Scope


def placed_nodes(tree: ast.Module) -> list[Placed]:
    """All nodes of a file; what a function evaluates when it is defined belongs to what is around it."""
    module = Scope(tree, None)
    found = []
    pending = [Placed(node, tree, module) for node in tree.body]
    while pending:
        placed = pending.pop()
        found.append(placed)
        node, parent, scope = placed
        for name, binding in _bound(node, parent):
            _binding_scope(node, scope).bind(name, binding)
        if isinstance(node, ast.Name):
            _mention(node.id, scope)
        inner, inside = _opened(node, scope)
        for child in ast.iter_child_nodes(node):
            pending.append(Placed(child, node, inner if child in inside else scope))
    return found


def _mention(name: str, scope: Scope | None) -> None:
    while scope:
        scope.mentions[name] = scope.mentions.get(name, 0) + 1
        scope = scope.parent


def _opened(node: ast.AST, scope: Scope) -> tuple[Scope, set[ast.AST]]:
    """The scope that a node opens, and the children that stand in it."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        inner = Scope(node, scope)
        for parameter in _parameters(node.args):
            inner.bind(parameter.arg, Binding("parameter", value=parameter.annotation))
        for other in (node.args.vararg, node.args.kwarg):
            if other:
                inner.bind(other.arg, Binding(""))
        return inner, set(node.body) if isinstance(node.body, list) else {node.body}
    if isinstance(node, ast.ClassDef):
        return Scope(node, scope), set(node.body)
    if isinstance(node, COMPREHENSIONS):
        return Scope(node, scope), set(ast.iter_child_nodes(node))
    return scope, set()


def _parameters(arguments: ast.arguments) -> Iterable[ast.arg]:
    return (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)


def _binding_scope(node: ast.AST, scope: Scope) -> Scope:
    """Where a node's binding goes: comprehensions keep their own targets only."""
    while isinstance(scope.node, COMPREHENSIONS) and not isinstance(node, ast.comprehension) and scope.parent:
        scope = scope.parent
    return scope


def _bound(node: ast.AST, parent: ast.AST) -> Iterator[tuple[str, Binding]]:
    """The names that a node binds, without a function's parameters."""
    match node:
        case ast.Import():
            for alias in node.names:
                top = alias.name.partition(".")[0]
                yield alias.asname or top, Binding("import", alias.name if alias.asname else top)
        case ast.ImportFrom():
            for alias in node.names:
                whole = "" if node.level else f"{node.module}.{alias.name}"
                yield alias.asname or alias.name, Binding("import", whole)
        case ast.Name(ctx=ast.Store() | ast.Del()):
            yield node.id, _assigned(node, parent)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name, Binding("")
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name, Binding("")
        case ast.MatchMapping(rest=str(name)):
            yield name, Binding("")
        case ast.Global() | ast.Nonlocal():
            for name in node.names:
                yield name, Binding("")
        case ast.comprehension():
            for target in ast.walk(node.target):
                if isinstance(target, ast.Name):
                    yield target.id, Binding("")


def _assigned(name: ast.Name, parent: ast.AST) -> Binding:
    match parent:
        case ast.Assign(targets=[target], value=ast.Call(func=function)) if target is name:
            return Binding("assignment", value=function)
        case ast.withitem(context_expr=ast.Call(func=function), optional_vars=target) if target is name:
            return Binding("with", value=function)
        case _:
            return Binding("")
