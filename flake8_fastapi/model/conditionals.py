"""Branches: which ways of an ``if`` or ``match`` are gone, and how certain it is what happens on them."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.branches import asks_existence, is_search, is_usual_path
from flake8_fastapi.model.expressions import Expressions
from flake8_fastapi.model.look_ups import (
    fills_key,
    guards_unchanged,
    hands_back_key,
    item_filled,
    looks_up_first,
)
from flake8_fastapi.model.narrowing import Narrowing, truth
from flake8_fastapi.model.once import (
    fills_itself,
    guards_done,
    guards_filled,
    guards_memo,
    hands_back,
    hands_back_found,
    is_of_one_of_many,
    is_spared_by_key,
    missing_path,
    outlives_call,
)
from flake8_fastapi.model.spared import is_platform_path
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import UNKNOWN, ClassObject, External, Type, union

Env = dict[str, Type]

if TYPE_CHECKING:
    from collections.abc import Sequence

ENVIRONMENT_WEIGHT = 3
"""A branch that is taken only with a variable of the environment counts for so many more."""


class Conditionals(Expressions):
    """Runs statements that take one of several ways. Methods tell whether control goes on behind them."""

    def run(self, body: Sequence[ast.stmt]) -> bool:
        """Run statements until one never completes; what follows it is dead code."""
        raise NotImplementedError

    def _if(self, node: ast.If) -> bool:
        test = self.evaluate(node.test)
        self.blame_test(test)
        decided = truth(self, node.test, test)
        when_true, when_false = Narrowing(self).of(node.test)
        before = self.env
        ends: list[Env] = []
        outside = self.branches
        weight = 0 if decided is not None else self._weight_of_branch(node)
        self.branches += weight
        levels: list[int] = []
        first = len(self.effects)
        if decided is not False:
            self.env = {**before, **when_true}
            kept = len(self.effects)
            goes_on = self.run(node.body)
            widen(self.env, when_true, before)
            if fills_itself(self, node):
                path = missing_path(node.test)
                if path is not None and not is_of_one_of_many(self, path):
                    self.forget_from(kept, path)
                else:
                    self.spare_by_key(kept, node.body)
            elif fills_key(self, node):
                self.spare_by_key(kept, node.body)
            elif (container := item_filled(self, node)) is not None:
                self.forget_from(kept, container)
            self._note_switch(node, kept, not goes_on and self.branches == weight)
            self._note_memo_guard(node)
            if goes_on:
                ends.append(self.env)
                levels.append(self.branches)
            elif decided is None:
                self.has_early_exit = True
            self.branches = outside + weight
        self.look_ups += hands_back_found(node) or hands_back_key(self, node)
        if decided is not True:
            self.env = {**before, **when_false}
            second = len(self.effects)
            goes_on = self.run(node.orelse)
            if goes_on:
                levels.append(self.branches)
            self.branches = outside + weight
            if weight and first < second < len(self.effects):
                self._note_either_way(first, second, weight)
            if ends:
                widen(self.env, when_false, before)
            if goes_on:
                ends.append(self.env)
        self.branches = min(levels) - weight if levels else outside
        self._note_look_up(node)
        if hands_back(node):
            # What follows `if x: return x` happens only when there is no x yet.
            self.branches += 1
        self.env = join(ends) if ends else before
        return bool(ends)

    def forget_from(self, first: int, path: str) -> None:
        """Drop what happens once, since ``path`` keeps it: all effects from the ``first`` on."""
        del self.effects[first:]

    def _weight_of_branch(self, node: ast.If) -> int:
        """How many branches an ``if`` counts for; 0 where its body is the usual way."""
        if self._asks_environment(node.test):
            return 1 + ENVIRONMENT_WEIGHT
        if asks_existence(node.test, self):
            return int(is_platform_path(self, node.test))
        usual = is_usual_path(node, self.following) or is_search(node, self.following, self.behind_loop)
        if usual or node is self.choice:
            return 0
        return 0 if self.interpreter.always_given.is_true(self, node.test) else 1

    def _note_switch(self, node: ast.If, first: int, ends_function: bool) -> None:
        """Mark what happens only once a setting has been turned on: the body of an ``if``, or what follows
        ``if not settings.x: return``."""
        if len(self.effects) > first and (
            self._asks_environment(node.test) or self.interpreter.switches.is_off(self, node.test)
        ):
            self.effects[first:] = [
                replace(each, switched=each.switched or 1) for each in self.effects[first:]
            ]
        if ends_function and isinstance(node.test, ast.UnaryOp):
            if isinstance(node.test.op, ast.Not) and not node.orelse:
                self.exits.append((len(self.effects), node.test.operand))

    def spare_by_key(self, first: int, body: Sequence[ast.stmt] = ()) -> None:
        """Drop what happens once for each key of a container in which results are kept.

        That is also all that the constructor of an object does that a statement of ``body`` makes.
        """
        knowledge = self.interpreter.knowledge
        made = [
            each.value for each in body if isinstance(each, ast.Assign) and isinstance(each.value, ast.Call)
        ]
        places = [
            (each.lineno, each.col_offset)
            for each in made
            if isinstance(each, ast.Call) and isinstance(self.type_of(each.func), ClassObject)
        ]
        self.effects[first:] = [
            each
            for each in self.effects[first:]
            if not is_spared_by_key(knowledge, each) and (each.line, each.column) not in places
        ]

    def forget_until_change(self, first: int) -> None:
        """Drop what happens only after something has changed, such as a file: all that concerns files, and
        what makes what is kept."""
        knowledge = self.interpreter.knowledge
        self.effects[first:] = [
            each
            for each in self.effects[first:]
            if each.category != "file" and not is_spared_by_key(knowledge, each)
        ]

    def _asks_environment(self, test: ast.expr) -> bool:
        """Whether a branch is taken only with a variable of the environment, which is seldom set."""
        if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.In):
            test = test.comparators[0]
        elif isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute) and len(test.args) == 1:
            test = test.func if test.func.attr == "getenv" else test.func.value
        if not isinstance(test, ast.Attribute) or test.attr not in ("environ", "getenv"):
            return False
        return self.reference(test) in (External("os.environ"), External("os.getenv"))

    def _note_either_way(self, first: int, second: int, weight: int) -> None:
        """What happens in both branches, by its category, happens whichever way the function goes."""
        one = {each.category for each in self.effects[first:second] if each.branches == self.branches}
        other = {each.category for each in self.effects[second:] if each.branches == self.branches}
        both = one & other
        if both:
            self.effects[first:] = [
                replace(each, branches=each.branches - weight)
                if each.category in both and each.branches == self.branches
                else each
                for each in self.effects[first:]
            ]

    def _note_memo_guard(self, node: ast.If) -> None:
        kept = guards_memo(self, node) or guards_filled(node)
        path = kept or guards_done(node)
        if path is not None and outlives_call(self, path):
            self.memo_guards.append((path, len(self.effects), kept is None))
        elif (path := guards_unchanged(self, node)) is not None and outlives_call(self, path):
            self.change_guards.append((path, len(self.effects)))

    def _note_look_up(self, node: ast.If | ast.Try) -> None:
        """Note the first place behind which all happens once for each key."""
        if self.first_run_from is None and not self.branches:
            if looks_up_first(self, node, [*self.following, *self.behind]):
                self.first_run_from = len(self.effects)

    def _match(self, node: ast.Match) -> bool:
        self.evaluate(node.subject)
        before = self.env
        ends: list[Env] = []
        exhaustive = False
        for case in node.cases:
            self.env = dict(before)
            for each in walk(case.pattern):
                name = getattr(each, "name", None) or getattr(each, "rest", None)
                if isinstance(name, str):
                    self.env[name] = UNKNOWN
            if case.guard is not None:
                self.evaluate(case.guard)
            elif isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None:
                exhaustive = True
            self.branches += 1
            if self.run(case.body):
                ends.append(self.env)
            self.branches -= 1
        if not exhaustive:
            ends.append(before)
        self.env = join(ends) if ends else before
        return bool(ends)

    # What an evaluation adds; see ``Evaluation``.

    memo_guards: list[tuple[str, int, bool]]
    """Paths whose test ends the function, how many effects stand before it, whether it is only a flag."""
    change_guards: list[tuple[str, int]]
    """Paths of what is handed back until something has changed, and how many effects stand before that."""
    first_run_from: int | None
    """How many effects stand before those that happen once for each key, if the function keeps results."""
    taken_from: dict[str, str]
    """For each name that was given ``container.get(key)``, the path of the container."""
    exits: list[tuple[int, ast.expr]]
    """Tests without which the function ends, and how many effects stand before each."""
    has_early_exit: bool
    choice: ast.If | None
    """The ``if`` by which the loop around chooses its items."""
    following: Sequence[ast.stmt]
    """The statements behind the one that is run, in its block."""
    behind: Sequence[ast.stmt]
    """Those behind the ``with`` whose block it is, such as one that holds a lock."""
    behind_loop: Sequence[ast.stmt] | None
    """Those behind the ``for`` whose block is run; None in functions' and other blocks."""
    behind_block: Sequence[ast.stmt]
    """Those behind the ``with`` whose block is about to be run."""


def widen(env: Env, narrowed: Env, before: Env) -> None:
    """Give up at a branch's end what only its test told of names of unknown type."""
    for name, of in narrowed.items():
        if env.get(name) is of and before.get(name) is UNKNOWN:
            env[name] = UNKNOWN


def join(ends: list[Env]) -> Env:
    """The names where branches meet: each with the types of all branches that bind it."""
    if len(ends) == 1:
        return ends[0]
    first, *others = ends
    joined = dict(first)
    for other in others:
        for name, of in other.items():
            known = joined.get(name)
            if known is None:
                joined[name] = of
            elif known is not of and known != of:
                joined[name] = union((known, of))
    for name in [name for name in joined if name[-1] == ")" and not all(name in each for each in ends)]:
        del joined[name]  # `queue.empty()` has been asked on some ways only
    return joined
