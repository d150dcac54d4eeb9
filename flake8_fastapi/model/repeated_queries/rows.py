"""Which expressions of a function hold the rows of a query, or the items of one of its parameters."""

from __future__ import annotations

import ast
from types import MappingProxyType
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.queries import attributes_with_rows
from flake8_fastapi.model.effects import Effect
from flake8_fastapi.model.kept_items import FILLING_METHODS
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import own_nodes, walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flake8_fastapi.model.definitions import FunctionNode

Place = tuple[int, int, int, int]
"""Where an expression begins and ends, which stays the same when a tree is parsed again."""

ROWS = "rows"
"""The category of effects that tell what a function returns, and the one source that is no parameter."""

DOCUMENT = f"{ROWS} in a document"
"""The source, and the category, of one document, which may hold lists of its own."""

CONTAINERS = frozenset(
    {"list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "iter", "zip", "dict", "filter",
     "map", "chain", "from_iterable", "tqdm"}
)  # fmt: skip
"""Functions whose result has an item for each item of an argument, or for each that passes."""

VIEWS = frozenset({"items", "values", "keys", "copy"})

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)

STEPPING = 3
"""Arguments of a ``range`` that goes in steps, as over batches."""

NOTHING_INJECTED: Mapping[str, str] = MappingProxyType({})

FOLLOWED = frozenset(
    {
        *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr, ast.For, ast.AsyncFor, ast.Starred),
        *(ast.Expr, ast.Return, ast.Yield, ast.Call, ast.Await, *COMPREHENSIONS),
    }
)
"""The kinds of nodes that matter to rows and loops; most nodes of a function are names and literals."""


def place_of(node: ast.expr) -> Place:
    """Where an expression stands."""
    return (node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0)


class RowFlow:
    """Follows rows through the names of one function, whatever the order of its statements."""

    def __init__(
        self,
        node: FunctionNode,
        calls: dict[Place, str],
        rows_returned: dict[tuple[int, int], dict[str, str]],
        parameters: dict[str, int],
        injected: Mapping[str, str] = NOTHING_INJECTED,
        lists: frozenset[Place] = frozenset(),
    ) -> None:
        """``calls`` give rows or a document, ``injected`` are the parameters that are filled with such.

        ``rows_returned`` tells by place what called functions return, with their names.
        ``parameters`` are the function's own, by their positions. ``lists`` are the calls of which it is
        known that they give a list: it has an item for each of the rows that they are handed.
        """
        self.node = node
        self.parameters = parameters
        self._calls = calls
        self._rows_returned = rows_returned
        self._lists = lists
        self._names: dict[str, set[str]] = {
            name: {name, injected[name]} if name in injected else {name} for name in parameters
        }
        self.own = [each for each in own_nodes(node) if each.__class__ in FOLLOWED]
        """The nodes of the function's own body that rows flow through, and the calls."""
        self._follow()

    def sources(self, node: ast.expr | None) -> set[str]:
        """``ROWS`` and the parameters of whose items an expression has one each; empty where it has not.

        ``DOCUMENT`` where it is a document, whose own items do not count.
        """
        if node is None:
            return set()
        found: set[str] = set()
        if (given := self._calls.get(place_of(node))) is not None:
            found.add(given)
        if isinstance(node, ast.Name):
            found |= self._names.get(node.id, set())
        elif isinstance(node, (ast.Await, ast.Starred, ast.NamedExpr)):
            found |= self.sources(node.value)
        elif isinstance(node, ast.Call):
            found |= self._given_by(node)
        elif isinstance(node, ast.Subscript):
            is_slice = isinstance(node.slice, ast.Slice)
            found |= self.sources(node.value) if is_slice else self._in_it(node.value, node.slice)
        elif isinstance(node, ast.Attribute):
            found |= self._in_it(node.value, ast.Constant(node.attr))
        elif isinstance(node, COMPREHENSIONS):
            for clause in node.generators:
                found |= self.sources(clause.iter)
        else:
            for each in _parts_with_all_items(node):
                found |= self.sources(each)
        return found

    def _in_it(self, node: ast.expr, key: ast.expr) -> set[str]:
        """What an attribute or item holds: the rows of a query's result, or a list of a document."""
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            return set()
        sources = self.sources(node)
        return {ROWS} if DOCUMENT in sources else sources if key.value in attributes_with_rows() else set()

    def _given_by(self, node: ast.Call) -> set[str]:
        """What a call gives: rows of its own, or what it makes of its arguments."""
        for kind in (ROWS, DOCUMENT):
            if self.told_of_call(node, kind):
                return {kind}
        if isinstance(node.func, ast.Attribute) and node.func.attr in VIEWS and not node.args:
            return self.sources(node.func.value)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
            return self._in_it(node.func.value, node.args[0])
        found: set[str] = set()
        name = called_name(node)
        if name in CONTAINERS or place_of(node) in self._lists:
            for each in node.args:
                found |= self.sources(each)
        elif name == "range" and len(node.args) < STEPPING:
            for each in node.args:
                if isinstance(each, ast.Call) and called_name(each) == "len" and each.args:
                    found |= self.sources(each.args[0])
        return found

    def told_of_call(self, node: ast.expr, category: str) -> bool:
        """Whether the function that a call calls told this of what it returns."""
        call = node.value if isinstance(node, ast.Await) else node
        if not isinstance(call, ast.Call):
            return False
        told = self._rows_returned.get((call.lineno, call.col_offset), {}).get(category)
        if told is None:
            return False
        # In `rows().first()` two calls begin at one place: then the name tells which of them it was.
        return not _follows_call(call) or called_name(call) == told.rpartition(".")[2]

    def _follow(self) -> None:
        """Give names what is assigned to them until nothing changes."""
        for _ in range(MOST_ROUNDS):
            before = sum(map(len, self._names.values()))
            for node in self.own:
                if isinstance(node, ast.Assign):
                    for target in node.targets:
                        self._assign(target, node.value)
                elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
                    if node.value is not None:
                        self._assign(node.target, node.value)
                elif isinstance(node, (ast.For, ast.AsyncFor)):
                    self._fill(node)
            if sum(map(len, self._names.values())) == before:
                return

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self._names.setdefault(target.id, set()).update(self.sources(value))
        elif isinstance(target, (ast.Tuple, ast.List)):
            for position, each in enumerate(target.elts):
                if isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts):
                    self._assign(each, value.elts[position])
                elif isinstance(each, ast.Name) and self.told_of_call(value, f"{ROWS} {position}"):
                    self._names.setdefault(each.id, set()).add(ROWS)

    def _fill(self, loop: ast.For | ast.AsyncFor) -> None:
        """What is filled in a loop over rows has as many items."""
        sources = self.sources(loop.iter)
        for statement in loop.body if sources else ():
            for each in walk(statement):
                name = _filled(each)
                if name:
                    self._names.setdefault(name, set()).update(sources)

    def returned(self) -> list[Effect]:
        """What callers are told of the rows that the function returns."""
        found: list[Effect] = []
        if isinstance(self.node, ast.Lambda):
            return [self._effect(self.node.body, ROWS)] if ROWS in self.sources(self.node.body) else []
        for each in self.own:
            value = each.value if isinstance(each, (ast.Return, ast.Yield)) else None
            if isinstance(each, ast.Return) and isinstance(value, ast.Tuple):
                for position, member in enumerate(value.elts):
                    if ROWS in self.sources(member):
                        found.append(self._effect(member, f"{ROWS} {position}"))
            elif isinstance(each, ast.Return) and value is not None:
                found += [self._effect(value, kind) for kind in self.sources(value) & {ROWS, DOCUMENT}]
        return found

    @staticmethod
    def _effect(node: ast.expr, category: str) -> Effect:
        return Effect(node.lineno, node.col_offset, category, category, category)


def called_name(call: ast.Call) -> str:
    """The last name of what a call calls; empty where it has none."""
    return last_name(call.func)


def _follows_call(call: ast.Call) -> bool:
    """Whether what is called is an attribute of what another call gives."""
    inner = call.func
    while isinstance(inner, (ast.Attribute, ast.Subscript)):
        inner = inner.value
    return isinstance(inner, ast.Call)


def _parts_with_all_items(node: ast.expr) -> list[ast.expr]:
    """The parts of an expression whose items are all among its own."""
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return [each for each in node.elts if isinstance(each, ast.Starred)]
    return []


def _filled(node: ast.AST) -> str:
    """The name of the container that a call or assignment puts something into; empty for others."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in FILLING_METHODS and isinstance(node.func.value, ast.Name):
            return node.func.value.id
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        if isinstance(node.value, ast.Name):
            return node.value.id
    return ""


MOST_ROUNDS = 6
