"""FAPI402: a background task that is called while it is added."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.types import Constant, Coroutine, Entries, Generator, Instance, Items, TupleOf
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.background.base import ADDING, GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.background.added_tasks import AddedTask
    from flake8_fastapi.model.types import Type


class CalledBackgroundTask(Rule):
    """``add_task(f(x))`` calls ``f`` on the spot and adds what comes out.

    Why: a plain function runs before the response, and its result, mostly None, is called
    afterwards: a ``TypeError`` in the log. A coroutine function never runs at all: a coroutine cannot
    be called either. The client has its 200 all the same.

    Cure: pass the function and its arguments: ``add_task(f, x)``.

    Exempt: calls that give something that can be called, such as ``partial(f, x)`` or a factory;
    calls of which it is not known what they give.

    Cannot see: functions of libraries that are not in the tables.

    Source: the guide's example passes the function; seen on FastAPI 0.165.
    """

    code = "FAPI402"
    name = "called-background-task"
    message = "{function}() {consequence}: give {adder} {function} and its arguments"
    guide = GUIDE_SECTION
    gate = ADDING
    fix = "safe"

    def visit_AddedTask(self, task: AddedTask) -> None:
        """Report a call in the function's place whose result cannot be called."""
        called = task.function
        if not isinstance(called, ast.Call):
            return
        of = self.module.observation.type_of(called)
        if _cannot_be_called(of):
            never = isinstance(of, Coroutine)
            consequence = "never runs, for a coroutine cannot be called" if never else "is called too early"
            self.report(
                called,
                function=ast.unparse(called.func),
                consequence=consequence,
                adder=task.adder,
                fix=partial(_pass_function, called),
            )


def _pass_function(called: ast.Call, draft: Draft) -> str:
    draft.spread_call(called)
    return f"Pass {ast.unparse(called.func)} and its arguments"


def _cannot_be_called(of: Type) -> bool:
    """Whether a value is surely nothing that a background task could call."""
    if isinstance(of, Coroutine):
        return of.certain
    if isinstance(of, Instance):
        return isinstance(of.cls, str) and of.cls.startswith("builtins.")
    return isinstance(of, (Constant, Entries, Generator, Items, TupleOf))
