"""What becomes of the resources that a function opens, along all paths: the one flow analysis.

The body is run once with states for values. Branches are run one after the other and joined;
each call may raise, and what it raises goes through handlers and ``finally`` to the caller. What
is still open on a way out of the function is a leak.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.exception_handlers import catches_all
from flake8_fastapi.model.resources.expressions import path_of
from flake8_fastapi.model.resources.paths import (
    NOTHING,
    Exit,
    Exits,
    Resource,
    State,
    Status,
    join,
)
from flake8_fastapi.model.resources.simple_statements import SimpleStatements
from flake8_fastapi.model.resources.syntax import absent_names, paths_closed_later, paths_in
from flake8_fastapi.model.tree_walk import children

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr)


class Flow(SimpleStatements):
    """The analysis of one function. After ``run`` the resources tell what was seen of them."""

    def run(self, parameter: str = "") -> None:
        """Run the function; with a parameter's name, that parameter holds a resource at first."""
        node = self.body.node
        state = State()
        if parameter:
            self.resources.append(Resource(ast.arg(parameter), None, parameter, parameter))
            state.holds[parameter] = frozenset({0})
            state.status[0] = Status.OPEN
            if parameter in self._captured:
                self.mark(state, frozenset({0}), Status.KEPT)
        if isinstance(node, ast.Lambda):
            held = self.value(node.body, state)
            self.mark(state, held, Status.RETURNED)
            return
        end = self._block(node.body, state)
        if end is not None:
            self._leave("end", end, node)
        for returned, statement in self.exits.returned:
            self._leave("return", returned, statement)
            for number, resource in enumerate(self.resources):
                status = returned.status.get(number)
                if status in (Status.RETURNED, Status.RETURNED_CLOSED):
                    resource.returns.append((statement, status is Status.RETURNED_CLOSED))
        for raised, cause in self.exits.raised:
            self._leave("exception", raised, cause)

    def _leave(self, way: str, state: State, node: ast.AST) -> None:
        for each in state.open_resources():
            self.resources[each].left_open_at.append(Exit(way, node, state.at_yield))

    # ---- statements

    def _block(self, body: Sequence[ast.stmt], state: State | None) -> State | None:
        for position, statement in enumerate(body, 1):
            if state is None:
                return None
            outer = self._closed_later
            if isinstance(statement, SIMPLE):
                self._closed_later = outer | paths_closed_later(body[position:])
            state = self._statement(statement, state)
            self._closed_later = outer
        return state

    def _statement(self, node: ast.stmt, state: State) -> State | None:
        method = _METHODS.get(type(node))
        if method is not None:
            return method(self, node, state)
        before = state.copy()
        for each in children(node):
            if isinstance(each, ast.expr):
                self.value(each, state)
        self._raise_in(node, before, state)
        return state

    # ---- branches

    def _if(self, node: ast.If, state: State) -> State | None:
        before = state.copy()
        self.value(node.test, state)
        self._raise_in(node.test, before, state)
        absent_if_true, absent_if_false = absent_names(node.test)
        then = state.without(self._held_by_all(absent_if_true, state))
        other = state.without(self._held_by_all(absent_if_false, state))
        return join((self._block(node.body, then), self._block(node.orelse, other)), open_wins=False)

    def _held_by_all(self, names: Iterable[str], state: State) -> frozenset[int]:
        return frozenset(each for name in names for each in state.held_by(name))

    def _match(self, node: ast.Match, state: State) -> State | None:
        before = state.copy()
        self.value(node.subject, state)
        self._raise_in(node.subject, before, state)
        ends = [self._block(case.body, state.copy()) for case in node.cases]
        return join((*ends, state), open_wins=False)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, state: State) -> State | None:
        before = state.copy()
        header = node.test if isinstance(node, ast.While) else node.iter
        held = self.value(header, state)
        self._raise_in(header, before, state)
        known = len(self.resources)
        if isinstance(node, (ast.For, ast.AsyncFor)):
            self.bind(node.target, held, state)
        outer, inner = self.exits, Exits()
        self.exits = inner
        end = self._block(node.body, state.copy())
        self.exits = outer
        for each in inner.raised:
            outer.add_raised(*each)
        outer.returned += inner.returned
        again = join((end, *inner.continued), open_wins=False)
        if again is not None:
            self._lose_in_loop(again, known, node)
        endless = isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and node.test.value
        if endless:
            return join(inner.broken, open_wins=False)
        after = self._block(node.orelse, join((state, again), open_wins=False))
        return join((after, *inner.broken), open_wins=False)

    def _lose_in_loop(self, again: State, known: int, node: ast.AST) -> None:
        """What was opened in a loop is lost when the next round opens another."""
        for each in again.open_resources():
            if each >= known:
                self.resources[each].left_open_at.append(Exit("loop", node))

    def _with(self, node: ast.With | ast.AsyncWith, state: State) -> State | None:
        managed: frozenset[int] = NOTHING
        for item in node.items:
            before = state.copy()
            fresh = len(self.resources)
            held = self.value(item.context_expr, state)
            self._raise_in(item.context_expr, before, state)
            closing = frozenset(each for each in held if not self._is_left_open(each))
            closing |= self._released(item.context_expr, state)
            for each in closing:
                if state.status.get(each) is Status.OPEN:
                    state.status[each] = Status.MANAGED
            managed |= closing
            for each in held - closing:
                if each >= fresh:
                    self.resources[each].holder = ""
            if item.optional_vars is not None:
                given = held | self._closed_arguments(item.context_expr, state)
                self.bind(item.optional_vars, given, state)
        outer, inner = self.exits, Exits()
        self.exits = inner
        end = self._block(node.body, state)
        self.exits = outer
        for each_state in _states(inner, end):
            for each in managed:
                if each_state.status.get(each) is Status.MANAGED:
                    each_state.status[each] = Status.CLOSED
        for each in managed:
            self.resources[each].fates.add(Status.MANAGED)
        self._pass_on(inner)
        return end

    def _is_left_open(self, resource: int) -> bool:
        facts = self.resources[resource].facts
        return facts is not None and facts.with_leaves_open and not facts.is_borrowed

    def _released(self, node: ast.expr, state: State) -> frozenset[int]:
        """The sessions that hold nothing any more after ``with session.begin():``."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            return NOTHING
        held = state.held_by(path_of(node.func.value))
        facts = {each: self.resources[each].facts for each in held}
        return frozenset(
            each
            for each, known in facts.items()
            if known is not None and node.func.attr in known.with_releases
        )

    def _closed_arguments(self, node: ast.expr, state: State) -> frozenset[int]:
        """What ``with closing(x) as y`` gives."""
        if isinstance(node, ast.Call) and node.args:
            return frozenset(
                each
                for each in state.held_by(path_of(node.args[0]))
                if state.status.get(each) is Status.CLOSED
            )
        return NOTHING

    def _try(self, node: ast.Try | ast.TryStar, state: State) -> State | None:
        outer, inner = self.exits, Exits()
        self.exits = inner
        end = self._block(node.body, state)
        caught, inner.raised = inner.raised, []
        ends = [self._block(node.orelse, end)]
        if caught and node.handlers:
            ends += self._handlers(node, caught)
        else:
            inner.raised += caught
        self.exits = outer
        after = join(ends, open_wins=True)
        if not node.finalbody:
            self._pass_on(inner)
            return after
        return self._finally(node.finalbody, inner, after)

    def _handlers(
        self, node: ast.Try | ast.TryStar, caught: list[tuple[State, ast.AST]]
    ) -> list[State | None]:
        ends = []
        is_complete = False
        for handler in node.handlers:
            is_complete = is_complete or catches_all(handler)
            coming = join([each.copy() for each, _ in caught], open_wins=True)
            ends.append(self._clean_up(handler.body, coming))
            if ends[-1] is not None:
                ends[-1].at_yield = None
        if not is_complete:
            for each in caught:
                self.exits.add_raised(*each)
        return ends

    def _clean_up(self, body: list[ast.stmt], state: State | None) -> State | None:
        """Run a block that cleans up: that a step before the closing one may fail too is not counted."""
        outer = self._closed_later
        self._closed_later = outer | paths_in(body)
        end = self._block(body, state)
        self._closed_later = outer
        return end

    def _finally(self, body: list[ast.stmt], inner: Exits, after: State | None) -> State | None:
        end = self._clean_up(body, after)
        for raised, cause in inner.raised:
            left = self._clean_up(body, raised)
            if left is not None:
                self.exits.add_raised(left, cause)
        for returned, statement in inner.returned:
            left = self._clean_up(body, returned)
            if left is not None:
                self.exits.returned.append((left, statement))
        for coming, going in (
            (inner.broken, self.exits.broken),
            (inner.continued, self.exits.continued),
        ):
            left = self._clean_up(body, join(coming, open_wins=True))
            if left is not None:
                going.append(left)
        return end

    def _pass_on(self, inner: Exits) -> None:
        for each in inner.raised:
            self.exits.add_raised(*each)
        self.exits.returned += inner.returned
        self.exits.broken += inner.broken
        self.exits.continued += inner.continued


_METHODS: dict[type[ast.stmt], Callable[..., State | None]] = {
    ast.Assign: Flow._assign,
    ast.AnnAssign: Flow._assign,
    ast.AugAssign: Flow._assign,
    ast.Return: Flow._return,
    ast.Raise: Flow._raise,
    ast.Break: Flow._jump,
    ast.Continue: Flow._jump,
    ast.Global: Flow._outer,
    ast.Nonlocal: Flow._outer,
    ast.FunctionDef: Flow._definition,
    ast.AsyncFunctionDef: Flow._definition,
    ast.ClassDef: Flow._definition,
    ast.If: Flow._if,
    ast.Match: Flow._match,
    ast.For: Flow._loop,
    ast.AsyncFor: Flow._loop,
    ast.While: Flow._loop,
    ast.With: Flow._with,
    ast.AsyncWith: Flow._with,
    ast.Try: Flow._try,
    ast.TryStar: Flow._try,
}


def _states(exits: Exits, end: State | None) -> Iterable[State]:
    yield from (state for state, _ in exits.raised)
    yield from (state for state, _ in exits.returned)
    yield from exits.broken
    yield from exits.continued
    if end is not None:
        yield end
