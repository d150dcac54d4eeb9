"""FAPI114: a coroutine that nobody awaits."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.types import Coroutine
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.asynchronous.base import COROUTINES, GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.nodes import Misuse

CONSEQUENCES = {
    "not-awaited": "never runs",
    "tested-coroutine": "is always true",
    "used-coroutine": "is a coroutine and not its result",
    "returned-coroutine": "is returned as a coroutine, which cannot be sent",
}


class MissingAwait(Rule):
    """A coroutine function is called without ``await``.

    Why: the call only makes a coroutine. As a statement nothing happens; in an ``if`` it is
    always true, so a check lets everybody pass; returned from a path operation it is a 500.

    Cure: ``await`` the call.

    Exempt: coroutines handed to ``create_task``, ``gather``, ``wait`` or another function,
    stored for later, or returned from a function whose callers await them.

    Cannot see: coroutines of libraries that are not in the tables.

    Source: the guide's lifespan example says "can be sync or async" where an async function
    without ``await`` stores a coroutine.
    """

    code = "FAPI114"
    name = "missing-await"
    message = "{name}() {consequence}: await it"
    guide = GUIDE_SECTION
    gate = COROUTINES
    fix = "safe"

    def visit_Misuse(self, misuse: Misuse) -> None:
        """Report a coroutine that is dropped, tested, used or returned as data."""
        consequence = CONSEQUENCES.get(misuse.kind)
        if consequence is not None:
            self.report(misuse, name=misuse.name, consequence=consequence, fix=partial(self._await, misuse))

    def _await(self, misuse: Misuse, draft: Draft) -> str:
        type_of = self.module.observation.type_of
        calls = draft.calls_at(misuse)
        made = [each for each in calls if isinstance(type_of(each), Coroutine)]
        short = misuse.name.rpartition(".")[2]
        named = [each for each in calls if ast.unparse(each.func).rpartition(".")[2] == short]
        if len(made or named) != 1:
            raise draft.refusal("the call that makes the coroutine is not seen")
        draft.insert_await((made or named)[0])
        return f"Await {misuse.name}()"
