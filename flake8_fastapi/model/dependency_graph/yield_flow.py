"""What a generator runs after its ``yield``, and whether it can come to a second one.

A small flow over statements. Exceptions count: a request that fails throws its exception in at the
``yield``, so that whatever catches it goes on with the ``yield`` already used up.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.tree_walk import SCOPES, children

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flake8_fastapi.model.definitions import FunctionNode

Counts = frozenset[int]
"""How many times the generator may have yielded so far: 0, 1, 2 for more; empty where nothing gets."""

NOWHERE: Counts = frozenset()
MOST = 2
ENDLESS = frozenset({"count", "cycle", "repeat"})


class YieldFlow:
    """The flow of one generator function.

    ``after`` are the statements that may begin when it has yielded and the request has not failed;
    ``again`` the ``yield`` expressions that may be a second one.
    """

    def __init__(self, function: FunctionNode, is_broad: Callable[[ast.ExceptHandler], bool]) -> None:
        """``is_broad`` tells whether a handler catches what a request may raise."""
        self.after: set[ast.stmt] = set()
        self.again: list[ast.expr] = []
        self._exits: list[Counts] = []
        """For each ``try`` around, innermost last: the counts with which an exception may leave its body."""
        self._breaks: list[Counts] = []
        self._is_error = False
        self._is_broad = is_broad
        if not isinstance(function, ast.Lambda):
            self._run(function.body, frozenset({0}))

    def _run(self, body: Iterable[ast.stmt], counts: Counts) -> Counts:
        for statement in body:
            if not counts:
                break
            counts = self._statement(statement, counts)
        return counts

    def _statement(self, node: ast.stmt, counts: Counts) -> Counts:
        if max(counts, default=0) and not self._is_error:
            self.after.add(node)
        if isinstance(node, SCOPES):
            return counts
        if isinstance(node, ast.If):
            counts = self._expressions([node.test], counts)
            return self._run(node.body, counts) | self._run(node.orelse, counts)
        if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            return self._loop(node, counts)
        if isinstance(node, (ast.Try, ast.TryStar)):
            return self._try(node, counts)
        if isinstance(node, (ast.With, ast.AsyncWith)):
            counts = self._expressions([item.context_expr for item in node.items], counts)
            return self._run(node.body, counts)
        if isinstance(node, ast.Match):
            counts = self._expressions([node.subject], counts)
            ends = [self._run(case.body, counts) for case in node.cases]
            return counts.union(*ends)
        counts = self._expressions([node], counts)
        if isinstance(node, (ast.Break, ast.Continue)):
            if isinstance(node, ast.Break) and self._breaks:
                self._breaks[-1] |= counts
            return NOWHERE
        return NOWHERE if isinstance(node, (ast.Return, ast.Raise)) else counts

    def _expressions(self, nodes: Iterable[ast.AST], counts: Counts) -> Counts:
        """Run the ``yield`` expressions below these nodes, in the order in which they stand."""
        found = [each for node in nodes for each in yields_below(node)]
        for each in found:
            if max(counts, default=0) and each not in self.again:
                self.again.append(each)
            counts = frozenset(min(count + 1, MOST) for count in counts)
            if self._exits:
                self._exits[-1] |= counts
        return counts

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, counts: Counts) -> Counts:
        """A loop over items may run once, as in ``for session in get_session(): yield session``."""
        header = node.test if isinstance(node, ast.While) else node.iter
        counts = self._expressions([header], counts)
        self._breaks.append(NOWHERE)
        out = self._run(node.body, counts)
        if out and _repeats(node):
            out |= self._run(node.body, out)
        left = self._breaks.pop()
        is_endless = isinstance(node, ast.While) and _is_true(node.test)
        done = NOWHERE if is_endless else counts | out
        return left | (self._run(node.orelse, done) if done else NOWHERE)

    def _try(self, node: ast.Try | ast.TryStar, counts: Counts) -> Counts:
        self._exits.append(counts)
        out = self._run(node.body, counts)
        thrown = self._exits.pop()
        ends = self._run(node.orelse, out) if out else NOWHERE
        was_error, self._is_error = self._is_error, True
        for handler in node.handlers:
            # A narrow exception comes from what stands before the yield rather than from the request.
            ends |= self._run(handler.body, thrown if self._is_broad(handler) else counts)
        self._is_error = was_error
        if self._exits:
            self._exits[-1] |= thrown
        if not node.finalbody:
            return ends
        through = self._run(node.finalbody, ends | thrown | counts)
        return ends if through else NOWHERE


def yields_below(node: ast.AST) -> list[ast.expr]:
    """The ``yield`` expressions of a piece of code, in source order; not those of functions in it."""
    found: list[ast.expr] = []
    pending: list[ast.AST] = [node]
    while pending:
        each = pending.pop()
        if isinstance(each, (ast.Yield, ast.YieldFrom)):
            found.append(each)
        pending.extend(child for child in children(each) if not isinstance(child, SCOPES))
    return sorted(found, key=lambda each: (each.lineno, each.col_offset))


def _repeats(node: ast.For | ast.AsyncFor | ast.While) -> bool:
    """Whether a loop is meant to run its body more than once."""
    if isinstance(node, ast.While):
        return True
    called = node.iter.func if isinstance(node.iter, ast.Call) else None
    if isinstance(called, ast.Name) and called.id == "range":
        return True
    return isinstance(called, ast.Attribute) and called.attr in ENDLESS


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and bool(node.value)
