"""The function of a middleware that gets the request, and how it is read."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import SCOPES, children, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition


HTTP_STATUS = {"UNAUTHORIZED": 401, "FORBIDDEN": 403, "TOO_MANY_REQUESTS": 429}
"""The names of constants of ``http.HTTPStatus``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a middleware answers by itself, and how messages say it."""

    text: str
    status: int | None = None
    lets_in: tuple[str, ...] = ()
    """An option and the member of its list with which it never does, as without that option."""


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """The function of a middleware that gets the request.

    ``call_on`` is the name that calls on: the parameter ``call_next``, or for an ASGI middleware
    empty, since that calls the app that it holds.
    """

    definition: FunctionDefinition
    call_on: str
    cls: ClassDefinition | None = None


def parameters_of(definition: FunctionDefinition) -> list[str]:
    node = definition.node()
    return [each.arg for each in (*node.args.posonlyargs, *node.args.args)]


def answer_at(entry: EntryPoint, line: int, status: int | None) -> Answer:
    how = f"answers with {status}" if status is not None else "answers some requests itself"
    return Answer(f"{how} ({entry.definition.module.display_path}:{line})", status)


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's own body, without those of functions and classes in it."""
    waiting = list(reversed(getattr(node, "body", [])))
    while waiting:
        each = waiting.pop()
        yield each
        if not isinstance(each, SCOPES):
            waiting.extend(reversed(children(each)))


def mentions(node: ast.AST, names: set[str]) -> bool:
    return any(isinstance(each, ast.Name) and each.id in names for each in walk(node))


def assigned_to(node: ast.AST, name: str) -> list[tuple[ast.stmt, ast.expr]]:
    """What a local variable gets, and where."""
    found: list[tuple[ast.stmt, ast.expr]] = []
    for each in own_nodes(node):
        targets = each.targets if isinstance(each, ast.Assign) else [getattr(each, "target", None)]
        if isinstance(each, (ast.Assign, ast.AnnAssign)) and each.value is not None:
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                found.append((each, each.value))
    return found


def status_of(call: ast.Call) -> int | None:
    """The status that a response is made with, as far as a literal or the name of a constant tells it.

    Else None.
    """
    values = [keyword.value for keyword in call.keywords if keyword.arg == "status_code"]
    values += call.args[1:2]
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, int):
            return value.value
        name = last_name(value)
        parts = name.split("_")
        if len(parts) > 2 and parts[0] == "HTTP" and parts[1].isdigit():
            return int(parts[1])
        if isinstance(value, ast.Attribute) and name in HTTP_STATUS:
            return HTTP_STATUS[name]
    return None
