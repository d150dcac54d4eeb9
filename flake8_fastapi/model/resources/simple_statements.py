"""Statements without branches: what they bind, and what they leave open when they raise."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.resources.expressions import CONTEXT_METHODS, Expressions, path_of
from flake8_fastapi.model.resources.paths import NOTHING, Exits, State, Status
from flake8_fastapi.model.resources.syntax import captured_names, last_word, yield_in
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import Entries, FunctionObject, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.resources.bodies import Body
    from flake8_fastapi.model.resources.callees import Callees

LEAVING_OPEN = frozenset({"clear", "keys", "update"})
"""The methods of a dictionary that neither close what it holds nor give it to anybody."""


class SimpleStatements(Expressions):
    """Runs single statements over states. The base of ``Flow``, which runs blocks.

    With ``stores_are_names`` what is stored under a path (``app.state.pool``) is followed like a
    local name, for a function that is itself the life of what it stores: a lifespan. ``follow`` are
    names whose objects count as resources, whatever they are, because the function closes them.
    """

    def __init__(
        self,
        body: Body,
        callees: Callees,
        *,
        stores_are_names: bool = False,
        follow: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(body, callees)
        self.stores_are_names = stores_are_names
        self.follow = follow
        self.exits = Exits()
        self._closed_later: frozenset[str] = frozenset()
        self._outer_names: set[str] = set()
        self._captured = captured_names(body.node, self.table.closing_methods | CONTEXT_METHODS)

    def _raise_in(self, node: ast.AST, before: State, after: State) -> None:
        """Note that a statement may raise: then it has closed or passed on, but opened nothing.

        What it opens and yields is open when an exception comes in at its ``yield``; a cursor ends with
        its connection.
        """
        if not self.may_raise(node):
            return
        raised = before.copy()
        for each, status in after.status.items():
            if each in raised.status and status is not Status.OPEN:
                raised.status[each] = status
        for name in self._closed_later:
            for each in raised.held_by(name):
                if raised.status.get(each) is Status.OPEN:
                    raised.status[each] = Status.CLOSED
        found = yield_in(node)
        if found is not None:
            raised.at_yield = found
            for each in after.open_resources() - raised.status.keys():
                if found in self.resources[each].yields and not self.resources[each].made_of:
                    raised.status[each] = Status.OPEN
        self.exits.add_raised(raised, node)

    def _assign(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign, state: State) -> State:
        before = state.copy()
        held = self.value(node.value, state)
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if not held and isinstance(targets[0], ast.Name) and targets[0].id in self.follow:
            held = self._followed(node.value, state)
        for target in targets:
            if isinstance(target, (ast.Tuple, ast.List)) and isinstance(node.value, (ast.Tuple, ast.List)):
                for each, value in zip(target.elts, node.value.elts, strict=False):
                    self.bind(each, self.value(value, state.copy()), state)
            elif not isinstance(node, ast.AugAssign):
                self.bind(target, held, state)
        self._raise_in(node, before, state)
        return state

    def _touch_stores(self, node: ast.Call, state: State) -> None:
        """Somebody else may close what is stored: who gets its owner, or a function that names it."""
        if not self.stores_are_names:
            return
        given = [path_of(each) for each in (*node.args, *(each.value for each in node.keywords))]
        if isinstance(node.func, ast.Attribute) and not state.held_by(path_of(node.func.value)):
            if not (node.func.attr in LEAVING_OPEN and _is_dictionary(self.body.type_of(node.func.value))):
                given.append(path_of(node.func.value))
        for path, held in state.holds.items():
            if any(owner and path.startswith((f"{owner}.", f"{owner}[")) for owner in given):
                self.mark(state, held, Status.KEPT)
        words = {path: last_word(path) for path in state.holds if self._is_outside(path)}
        if not words:
            return
        for called in alternatives(self.body.type_of(node.func)):
            if isinstance(called, FunctionObject):
                text = called.definition.module.project.bodies.text_of(called.definition)
                for path, word in words.items():
                    if re.search(rf"\b{re.escape(word)}\b", text):
                        self.mark(state, state.holds[path], Status.KEPT)

    def _is_outside(self, path: str) -> bool:
        """Whether other functions can reach what is stored under a path."""
        return "." in path or "[" in path or path in self._outer_names or path in self.keepers

    def _followed(self, value: ast.expr | None, state: State) -> frozenset[int]:
        """An object of unknown kind that the function makes and closes."""
        call = value.value if isinstance(value, ast.Await) else value
        if not isinstance(call, ast.Call):
            return NOTHING
        return self.add(state, call, None)

    def bind(self, target: ast.expr, held: frozenset[int], state: State) -> None:
        """Give what a value holds to a target."""
        if isinstance(target, ast.Name):
            state.holds[target.id] = held
            for each in held:
                self.resources[each].holder = self.resources[each].holder or target.id
            if target.id in self._captured or (target.id in self._outer_names and not self.stores_are_names):
                self.mark(state, held, Status.KEPT)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for element in target.elts:
                self.bind(element, held, state)
        elif isinstance(target, ast.Starred):
            self.bind(target.value, held, state)
        elif isinstance(target, (ast.Attribute, ast.Subscript)):
            path = path_of(target)
            if self.stores_are_names and path:
                state.holds[path] = held
                for each in held:
                    self.resources[each].holder = self.resources[each].holder or path
            else:
                self.mark(state, held, Status.KEPT)

    def _capture(self, node: ast.AST, state: State) -> None:
        for each in walk(node):
            if isinstance(each, ast.Name) and each.id in self._captured and each.id in state.holds:
                self.mark(state, state.holds[each.id], Status.KEPT)

    def _return(self, node: ast.Return, state: State) -> None:
        before = state.copy()
        held = self.value(node.value, state)
        self.mark(state, held, Status.RETURNED)
        if node.value is not None:
            self._raise_in(node, before, state)
        self.exits.returned.append((state, node))

    def _raise(self, node: ast.Raise, state: State) -> None:
        for each in (node.exc, node.cause):
            self.value(each, state)
        self.exits.add_raised(state, node)

    def _jump(self, node: ast.Break | ast.Continue, state: State) -> None:
        (self.exits.broken if isinstance(node, ast.Break) else self.exits.continued).append(state)

    def _outer(self, node: ast.Global | ast.Nonlocal, state: State) -> State:
        self._outer_names.update(node.names)
        return state

    def _definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, state: State) -> State:
        self._capture(node, state)
        return state


def _is_dictionary(of: Type) -> bool:
    """Whether a value is a plain dictionary."""
    return all(isinstance(each, Entries) for each in alternatives(of))
