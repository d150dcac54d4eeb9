"""Calls of what may block, or wait, that do not do so this time."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.types import UNKNOWN, Constant, Instance, Type

if TYPE_CHECKING:
    from flake8_fastapi.knowledge.reader import CallFacts
    from flake8_fastapi.model.evaluation import Evaluation


def is_in_memory(facts: CallFacts, arguments: Arguments) -> bool:
    """Whether the file that is given lives in memory only."""
    first = arguments.at(0)
    return (
        facts.category == "file"
        and isinstance(first, Instance)
        and first.cls in ("io.BytesIO", "io.StringIO")
    )


LONGEST_BRIEF_SLEEP = 0.01
"""Seconds that nobody notices behind a call."""


def category_of(facts: CallFacts, node: ast.expr) -> str:
    """What a call does to the thread; a literal sleep of milliseconds matters only where it stands."""
    given = node.args[0] if isinstance(node, ast.Call) and node.args else None
    if facts.category == "sleep" and isinstance(given, ast.Constant):
        seconds = given.value
        if isinstance(seconds, (int, float)) and 0 <= seconds <= LONGEST_BRIEF_SLEEP:
            return "brief-sleep"
    return facts.category or "client"


def is_spared(facts: CallFacts, arguments: Arguments, receiver: Type = UNKNOWN) -> bool:
    """Whether an argument, of the call or else of the receiver's constructor, says that it does not wait."""
    if facts.unless is None:
        return False
    given = arguments.given(facts.unless.position, facts.unless.argument)
    if given is None and isinstance(receiver, Instance):
        given = dict(receiver.attributes).get(str(facts.unless.argument))
    return isinstance(given, Constant) and given.value == facts.unless.value


def was_asked(evaluation: Evaluation, node: ast.expr, facts: CallFacts) -> bool:
    """Whether something is taken from a queue that has just been found not to be empty."""
    if facts.category != "wait" or not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    path = path_of(node.func.value)
    return node.func.attr == "get" and path is not None and f"{path}.get()" in evaluation.env


def never_waits(evaluation: Evaluation, of: Instance, base: str) -> bool:
    """Whether a lock was made so that it gives up at once (``FileLock(path, timeout=0)``)."""
    facts = evaluation.interpreter.knowledge.method(base, "acquire")
    return bool(of.attributes) and facts is not None and is_spared(facts, Arguments(), of)
