"""Calls of what may block, or wait, that do not do so this time."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.types import NONE, PRESENT, UNKNOWN, Constant, External, Instance, Type

if TYPE_CHECKING:
    from flake8_fastapi.knowledge.reader import CallFacts
    from flake8_fastapi.model.evaluation import Evaluation
    from flake8_fastapi.model.scope import Scope


IN_MEMORY = ("file in memory", PRESENT)
"""What an archive, or another object around a file, has among its attributes where that file is in memory."""

FILE_ARGUMENTS = ("file", "fileobj", "name", "stream")
"""Keyword arguments that take an open file where the first positional one may be one, too."""


VIRTUAL = ("/proc/", "/sys/")
"""Folders whose files the kernel answers from memory."""


def is_in_memory(facts: CallFacts, arguments: Arguments) -> bool:
    """Whether the file that is given lives in memory only."""
    if facts.category != "file":
        return False
    first = arguments.at(0)
    if isinstance(first, Constant) and isinstance(first.value, str):
        return first.value.startswith(VIRTUAL)
    given = (first, *(arguments.keyword(name) for name in FILE_ARGUMENTS))
    return any(isinstance(each, Instance) and each.cls in ("io.BytesIO", "io.StringIO") for each in given)


def around_memory(
    evaluation: Evaluation,
    node: ast.expr,
    of: Type,
    facts: CallFacts,
    arguments: Arguments,
    receiver: Type,
) -> Type:
    """What a call gives, marked where it is an object around a file in memory, or comes from one."""
    if not isinstance(of, Instance) or not isinstance(of.cls, str) or IN_MEMORY in of.attributes:
        return of
    is_in = is_in_memory(facts, arguments) or is_virtual(evaluation, node, facts)
    if is_in or IN_MEMORY in getattr(receiver, "attributes", ()):
        if evaluation.interpreter.knowledge.row(of.cls, "beyond_file") is not None:
            return replace(of, attributes=(*of.attributes, IN_MEMORY))
    return of


PLATFORM = (
    *VIRTUAL,
    "/.dockerenv",
    "/databricks/",
    "/dev/",
    "/etc/",
    "/kaggle/",
    "/run/",
    "/usr/",
    "/var/run/",
)
"""Where the files stand that tell a program on which system it runs; most systems lack most of them."""

MAKE_PATHS = frozenset({"Path", "pathlib.Path", "os.path.join"})
"""What makes a path that begins as the first argument does."""


def _literal_path(scope: Scope, node: ast.expr) -> str:
    """How a path begins that is written out, or that a constant of the file holds; ``""`` for others."""
    if isinstance(node, ast.Name) and node.id not in scope.env:
        node = scope.interpreter.names.only_value(scope.module, node.id) or node
    while not isinstance(node, ast.Constant):
        if isinstance(node, ast.Call) and node.args and path_of(node.func) in MAKE_PATHS:
            node = node.args[0]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.Add)):
            node = node.left
        elif isinstance(node, ast.JoinedStr) and node.values:
            node = node.values[0]
        else:
            return ""
    return node.value if isinstance(node.value, str) else ""


def is_virtual(scope: Scope, node: ast.expr, facts: CallFacts) -> bool:
    """Whether a call is of a file that the kernel answers from memory (``open("/proc/stat")``)."""
    if facts.category != "file" or not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute) and _literal_path(scope, node.func.value).startswith(VIRTUAL):
        return True
    return bool(node.args) and _literal_path(scope, node.args[0]).startswith(VIRTUAL)


def is_platform_path(scope: Scope, test: ast.Call) -> bool:
    """Whether ``exists(path)`` or ``path.exists()`` asks for a file of the system that it runs on."""
    asked = test.args[0] if test.args else test.func.value if isinstance(test.func, ast.Attribute) else None
    return asked is not None and _literal_path(scope, asked).startswith(PLATFORM)


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
    if is_in_memory(facts, arguments) and receiver is UNKNOWN:
        return True
    if facts.stays_in_file and IN_MEMORY in getattr(receiver, "attributes", ()):
        return True
    if facts.unless is None:
        return False
    given = arguments.given(facts.unless.position, facts.unless.argument)
    if given is None and isinstance(receiver, Instance):
        given = dict(receiver.attributes).get(str(facts.unless.argument))
    if facts.unless.default and (given is None or given == NONE):
        return not arguments.unpacked
    if isinstance(given, External):
        return given.name in facts.unless.values
    return isinstance(given, Constant) and given.value in facts.unless.values


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
