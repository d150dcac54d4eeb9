"""What a middleware may do with a request: call on, answer by itself, refuse it, note it."""

from __future__ import annotations

import ast
import os
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge import reader
from flake8_fastapi.model.types import ClassObject, External, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.types import Type

BASE_HTTP = "starlette.middleware.base.BaseHTTPMiddleware"
CORS = frozenset({"starlette.middleware.cors.CORSMiddleware", "fastapi.middleware.cors.CORSMiddleware"})
TABLE = os.path.join(os.path.dirname(reader.__file__), "middleware.toml")
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
DEEPEST_HELPER = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a middleware answers by itself, and how messages say it."""

    text: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """The function of a middleware that gets the request.

    ``call_on`` is the name that calls on: the parameter ``call_next``, or for an ASGI middleware
    empty, since that calls the app that it holds.
    """

    definition: FunctionDefinition
    call_on: str
    cls: ClassDefinition | None = None


@cache
def known_middleware() -> dict[str, dict[str, str]]:
    """The rows of ``middleware.toml`` by the names of the classes."""
    with open(TABLE, "rb") as file:
        rows = tomllib.load(file)["middleware"]
    return {name: row for row in rows for name in row["names"]}


def is_cors(interpreter: Interpreter, of: Type) -> bool:
    """Whether a class is Starlette's ``CORSMiddleware`` or a subclass of it."""
    return not _lineage(interpreter, of).isdisjoint(CORS)


def _lineage(interpreter: Interpreter, of: Type) -> set[str]:
    if isinstance(of, External):
        return {of.name, interpreter.knowledge.canonical(of.name)}
    if isinstance(of, ClassObject):
        return {each for each in interpreter.hierarchy.lineage(of.definition) if isinstance(each, str)}
    return set()


def entry_point(interpreter: Interpreter, of: Type) -> EntryPoint | None:
    """The function of the project that gets the requests of a middleware; None for a library's."""
    if isinstance(of, FunctionObject):
        return _with_call_next(of.definition, None)
    if not isinstance(of, ClassObject):
        return None
    bases = _lineage(interpreter, of)
    if BASE_HTTP in bases:
        method = interpreter.hierarchy.method(of.definition, "dispatch")
        if method is not None:
            return _with_call_next(method, of.definition)
    method = interpreter.hierarchy.method(of.definition, "__call__")
    if method is not None and method.is_async and len(_parameters(method)) == 4:
        return EntryPoint(method, "", of.definition)
    return None


def _with_call_next(definition: FunctionDefinition, cls: ClassDefinition | None) -> EntryPoint | None:
    names = _parameters(definition)
    return EntryPoint(definition, names[-1], cls) if len(names) >= 2 else None


def _parameters(definition: FunctionDefinition) -> list[str]:
    node = definition.node()
    return [each.arg for each in (*node.args.posonlyargs, *node.args.args)]


def answer_of(interpreter: Interpreter, of: Type) -> Answer | None:
    """How a middleware answers by itself; None where it always calls on, or where that is not known."""
    for name in _lineage(interpreter, of):
        row = known_middleware().get(name)
        if row is not None:
            return Answer(row["answers"])
    entry = entry_point(interpreter, of)
    if entry is None:
        return None
    answers = _answers_http(entry) if entry.call_on else _answers_asgi(entry)
    return next(iter(sorted(answers, key=lambda each: each.status is None)), None)


def refuses(interpreter: Interpreter, of: Type) -> bool:
    """Whether a middleware refuses requests without valid credentials: it answers with 401 or 403."""
    for name in _lineage(interpreter, of):
        row = known_middleware().get(name)
        if row is not None:
            return row.get("role") == "authentication"
    entry = entry_point(interpreter, of)
    if entry is None:
        return False
    answers = _answers_http(entry) if entry.call_on else _answers_asgi(entry)
    return any(each.status == 401 for each in answers)


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's own body, without those of functions and classes in it."""
    waiting = list(reversed(getattr(node, "body", [])))
    while waiting:
        each = waiting.pop()
        yield each
        if not isinstance(each, SCOPES):
            waiting.extend(reversed(list(ast.iter_child_nodes(each))))


def _mentions(node: ast.AST, names: set[str]) -> bool:
    return any(isinstance(each, ast.Name) and each.id in names for each in ast.walk(node))


# A function that gets call_next


def _answers_http(entry: EntryPoint) -> Iterator[Answer]:
    """The answers that a ``dispatch`` gives without having called on."""
    node = entry.definition.node()
    if isinstance(node, ast.Lambda):
        return
    calling = _names_from(node, {entry.call_on})
    parents = _parents(node)
    for each in own_nodes(node):
        if not isinstance(each, ast.Return) or each.value is None:
            continue
        values: list[tuple[ast.stmt, ast.expr]] = [(each, each.value)]
        if isinstance(each.value, ast.Name):
            values = _assigned(node, each.value.id)
        for statement, value in values:
            if isinstance(value, ast.Await):
                value = value.value
            if not isinstance(value, ast.Call) or _mentions(value, calling):
                continue
            if not _comes_after_calling(statement, calling, parents):
                yield _answer(entry, statement.lineno, _status_of(value))


def _answer(entry: EntryPoint, line: int, status: int | None) -> Answer:
    how = f"answers with {status}" if status is not None else "answers some requests itself"
    return Answer(f"{how} ({entry.definition.module.display_path}:{line})", status)


def _names_from(node: ast.AST, names: set[str]) -> set[str]:
    """The given names and those that are assigned from them: ``response = await call_next(request)``."""
    found = set(names)
    for _ in range(3):
        before = len(found)
        for each in own_nodes(node):
            targets: list[ast.expr] = []
            if isinstance(each, ast.Assign):
                targets = each.targets
            elif isinstance(each, (ast.AnnAssign, ast.NamedExpr, ast.AugAssign)):
                targets = [each.target]
            value = getattr(each, "value", None)
            if targets and value is not None and _mentions(value, found):
                found |= {
                    one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)
                }
        if len(found) == before:
            break
    return found


def _assigned(node: ast.AST, name: str) -> list[tuple[ast.stmt, ast.expr]]:
    """What a local variable gets, and where."""
    found: list[tuple[ast.stmt, ast.expr]] = []
    for each in own_nodes(node):
        targets = each.targets if isinstance(each, ast.Assign) else [getattr(each, "target", None)]
        if isinstance(each, (ast.Assign, ast.AnnAssign)) and each.value is not None:
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                found.append((each, each.value))
    return found


def _parents(node: ast.AST) -> dict[ast.AST, ast.AST]:
    return {child: each for each in ast.walk(node) for child in ast.iter_child_nodes(each)}


def _comes_after_calling(statement: ast.stmt, calling: set[str], parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether the request was surely called on before a statement of the same or an outer block."""
    child: ast.AST = statement
    while child in parents:
        above = parents[child]
        for block in ("body", "orelse", "finalbody"):
            statements = getattr(above, block, None)
            if isinstance(statements, list) and child in statements:
                before = statements[: statements.index(child)]
                if any(_surely_calls(each, calling) for each in before):
                    return True
        child = above
    return False


def _surely_calls(statement: ast.stmt, calling: set[str]) -> bool:
    if isinstance(statement, (*SCOPES, ast.If, ast.For, ast.While, ast.AsyncFor)):
        return False
    if isinstance(statement, ast.Try):
        return any(_surely_calls(each, calling) for each in statement.body)
    return any(
        isinstance(each, ast.Await) and isinstance(each.value, ast.Call) and _mentions(each.value, calling)
        for each in ast.walk(statement)
    )


def _status_of(call: ast.Call) -> int | None:
    """The status that a response is made with, as far as a literal or the name of a constant tells it."""
    values = [keyword.value for keyword in call.keywords if keyword.arg == "status_code"]
    values += call.args[1:2]
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, int):
            return value.value
        name = value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
        parts = name.split("_")
        if len(parts) > 2 and parts[0] == "HTTP" and parts[1].isdigit():
            return int(parts[1])
        if isinstance(value, ast.Attribute) and name in HTTP_STATUS:
            return HTTP_STATUS[name]
    return None


HTTP_STATUS = {"UNAUTHORIZED": 401, "FORBIDDEN": 403, "TOO_MANY_REQUESTS": 429}


# An ASGI middleware


def _answers_asgi(entry: EntryPoint, depth: int = 0) -> Iterator[Answer]:
    """The answers that a ``__call__(scope, receive, send)`` sends itself."""
    node = entry.definition.node()
    if isinstance(node, ast.Lambda):
        return
    receiver, send = _parameters(entry.definition)[0], _parameters(entry.definition)[-1]
    for each in own_nodes(node):
        if not isinstance(each, ast.Await) or not isinstance(each.value, ast.Call):
            continue
        function = each.value.func
        if isinstance(function, ast.Name) and function.id == send:
            status = _status_sent(each.value)
            if status is not None and status >= 200:
                yield _answer(entry, each.lineno, status)
        elif not _mentions_argument(each.value, send):
            continue
        elif isinstance(function, ast.Attribute):
            helper = _helper(entry, function, receiver)
            if helper is not None and depth < DEEPEST_HELPER and _parameters(helper)[-1] == send:
                yield from _answers_asgi(EntryPoint(helper, "", entry.cls), depth + 1)
        else:
            made = function if isinstance(function, ast.Call) else _made_here(node, function)
            # a responder that is made around the app which the middleware holds calls on
            if made is not None and not _holds_app(made, receiver):
                yield _answer(entry, each.lineno, _status_of(made))


def _helper(entry: EntryPoint, function: ast.Attribute, receiver: str) -> FunctionDefinition | None:
    """The coroutine method of the middleware's own class that is called; not the app that it holds."""
    if entry.cls is None or not isinstance(function.value, ast.Name) or function.value.id != receiver:
        return None
    hierarchy = entry.definition.module.project.interpreter.hierarchy
    helper = hierarchy.method(entry.cls, function.attr)
    if helper is None or not helper.is_async or helper is entry.definition or not _parameters(helper):
        return None
    return helper


def _mentions_argument(call: ast.Call, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in call.args) or any(
        isinstance(each.value, ast.Name) and each.value.id == name for each in call.keywords
    )


def _holds_app(call: ast.Call, receiver: str) -> bool:
    """Whether what is made gets an attribute of the middleware, which is most likely the app."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(
        isinstance(each, ast.Attribute)
        and isinstance(each.value, ast.Name)
        and each.value.id == receiver
        and each.attr.lstrip("_") == "app"
        for each in given
    )


def _made_here(node: ast.AST, function: ast.expr) -> ast.Call | None:
    """The call that makes a local response: ``response = JSONResponse(...)``."""
    if not isinstance(function, ast.Name):
        return None
    return next((value for _, value in _assigned(node, function.id) if isinstance(value, ast.Call)), None)


def _status_sent(call: ast.Call) -> int | None:
    """The status in ``send({"type": "http.response.start", "status": 401, ...})``."""
    for each in call.args[:1]:
        if isinstance(each, ast.Dict):
            for key, value in zip(each.keys, each.values, strict=True):
                if (
                    isinstance(key, ast.Constant)
                    and key.value == "status"
                    and isinstance(value, ast.Constant)
                ):
                    return value.value if isinstance(value.value, int) else None
    return None
