"""The nodes of the file being checked: in their order, by kind, with what stands around them."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from flake8_fastapi.model.local_names import parameter_names
from flake8_fastapi.model.tree_walk import children, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode

Node = TypeVar("Node", bound=ast.AST)

LEAVES = frozenset({ast.Name, ast.Constant, ast.alias, ast.Pass, ast.Break, ast.Continue})
"""More than half of the nodes of a usual file."""

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class TreeIndex:
    """One walk over a file's tree, made when somebody first asks, and shared by all who ask."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self._names_bound: dict[FunctionNode, frozenset[str]] = {}

    @property
    def nodes(self) -> list[ast.AST]:
        """All nodes, each before its children and siblings as they stand in the source."""
        return self._walk[0]

    @property
    def _parents(self) -> dict[ast.AST, ast.AST | None]:
        return self._walk[1]

    @property
    def _by_kind(self) -> dict[type[ast.AST], list[ast.AST]]:
        return self._walk[2]

    @cached_property
    def _walk(
        self,
    ) -> tuple[list[ast.AST], dict[ast.AST, ast.AST | None], dict[type[ast.AST], list[ast.AST]]]:
        nodes: list[ast.AST] = []
        kinds: defaultdict[type[ast.AST], list[ast.AST]] = defaultdict(list)
        parents: dict[ast.AST, ast.AST | None] = {self.tree: None}
        waiting: list[ast.AST] = [self.tree]
        pop, note = waiting.pop, nodes.append
        while waiting:
            node = pop()
            note(node)
            kind = node.__class__
            kinds[kind].append(node)
            if kind in LEAVES:
                continue
            below = children(node)
            for child in below:
                parents[child] = node
            below.reverse()  # what is put on the pile last is taken first
            waiting += below
        return nodes, parents, dict(kinds)

    def of_kind(self, kind: type[Node]) -> list[Node]:
        """The nodes of exactly this class, in source order."""
        return self._by_kind.get(kind, [])  # type: ignore[return-value]

    def names(self, name: str) -> list[ast.Name]:
        """Where a name is read, bound or deleted, in source order."""
        return self._by_name.get(name, [])

    @cached_property
    def _by_name(self) -> dict[str, list[ast.Name]]:
        found: defaultdict[str, list[ast.Name]] = defaultdict(list)
        for node in self.of_kind(ast.Name):
            found[node.id].append(node)
        return dict(found)

    def parent(self, node: ast.AST) -> ast.AST | None:
        """What a node stands in; None for the module, and for nodes of other trees."""
        return self._parents.get(node)

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """What a node stands in, from the inside out."""
        above = self._parents.get(node)
        while above is not None:
            yield above
            above = self._parents.get(above)

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """The innermost statement that a node is or belongs to; None for none."""
        if isinstance(node, ast.stmt):
            return node
        return next((each for each in self.ancestors(node) if isinstance(each, ast.stmt)), None)

    def function_around(self, node: ast.AST) -> FunctionNode | None:
        """The innermost function in whose body a node is run.

        Decorators, defaults and annotations of a function are run outside of it; a class's
        body belongs to the function around the class.

        None at the top level.
        """
        child = node
        for above in self.ancestors(node):
            if isinstance(above, FUNCTIONS) and _is_in_body(above, child):
                return above
            child = above
        return None

    def names_bound_in(self, function: FunctionNode) -> frozenset[str]:
        """The names that a function gives a meaning to, by its parameters or anywhere in its body."""
        known = self._names_bound.get(function)
        if known is None:
            found = set(parameter_names(function))
            for each in walk(function) if not isinstance(function, ast.Lambda) else ():
                if isinstance(each, ast.Name):
                    if isinstance(each.ctx, ast.Store):
                        found.add(each.id)
                elif isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                    if each is not function:
                        found.add(each.name)
                elif isinstance(each, ast.alias):
                    found.add(each.asname or each.name.partition(".")[0])
            known = self._names_bound[function] = frozenset(found)
        return known

    def class_around(self, node: ast.AST) -> ast.ClassDef | None:
        """The class in whose body a node stands directly, not in a function of it; None for none."""
        child = node
        for above in self.ancestors(node):
            if isinstance(above, FUNCTIONS) and _is_in_body(above, child):
                return None
            if isinstance(above, ast.ClassDef) and child in above.body:
                return above
            child = above
        return None


def _is_in_body(function: FunctionNode, child: ast.AST) -> bool:
    if isinstance(function, ast.Lambda):
        return child is function.body
    return isinstance(child, ast.stmt)
