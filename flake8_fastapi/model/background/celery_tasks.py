"""Celery tasks: how they try again, and results that are read without a place for them."""

from __future__ import annotations

import ast
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.disk import read_bytes
from flake8_fastapi.model.local_names import function_statements, parameters_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.survey import without_long_texts
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

TASK = "celery.Task"
RESULT = "celery.result.AsyncResult"
DECORATORS = frozenset({"celery.Celery.task", "celery.shared_task"})
READING = frozenset(name.rpartition(".")[2] for name in role("asks-result-backend").names)
"""What of a result asks the backend."""

CONFIGURED = re.compile(
    r"result_backend|CELERY_RESULT_BACKEND|config_from_|add_defaults|\bbackend_cls\b"
    r"|\.conf(?!\.update\(|\.\w+\b(?!\())(?:\.|\[|\s*=)"
)
"""Ways to set a result backend that are not arguments of ``Celery(...)``: by name, or by what is not seen.

An attribute of ``conf`` that is read or set, under another name, sets no backend.
"""
UPDATE = re.compile(r"\.conf\.update\(")

CONSTRUCTOR = re.compile(r"(?<![\w.])(?:celery\.)?Celery\(")
BACKEND_POSITION = 2
LONGEST_CALL = 2000
DEPLOYMENT_FILE = re.compile(r"\.env|.*\.env$|(docker-)?compose|Dockerfile|Procfile|.*\.(toml|cfg|ini)$")


@dataclass(frozen=True, slots=True)
class CeleryRetry(Located):
    """A call of a task's ``retry``; ``is_followed`` tells that it stands alone, with code after it."""

    PLACE = "call"

    call: ast.Call
    is_followed: bool


@dataclass(frozen=True, slots=True)
class CeleryTask(Located):
    """A function under Celery's ``task`` or ``shared_task``."""

    PLACE = "decorator"

    function: ast.FunctionDef | ast.AsyncFunctionDef
    decorator: ast.expr


@dataclass(frozen=True, slots=True)
class UnkeptResult(Located):
    """The first place in a function that reads a task's result, in a project that keeps none."""

    node: ast.Attribute


def celery_tasks(module: Module) -> Iterator[CeleryTask]:
    """The Celery tasks of a file."""
    for function in function_statements(module.index):
        for decorator in function.decorator_list:
            if _decorator_name(module, decorator) in DECORATORS:
                yield CeleryTask(function, decorator)


def _decorator_name(module: Module, decorator: ast.expr) -> str:
    if isinstance(decorator, ast.Call):
        return module.observation.called(decorator)
    return module.observation.refers_to(decorator)


def celery_retries(module: Module) -> Iterator[CeleryRetry]:
    """The calls of ``retry`` on a Celery task."""
    for call in module.index.of_kind(ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "retry":
            if _is_task(module, call.func.value):
                yield CeleryRetry(call, _is_followed(module, call))


def _is_task(module: Module, node: ast.expr) -> bool:
    of = module.observation.type_of(node)
    if isinstance(of, FunctionObject):
        return of.facade == TASK
    if module.observation.is_instance(node, TASK):
        return True
    if not isinstance(node, ast.Name):
        return False
    function = module.index.function_around(node)
    while function is not None:
        parameters = parameters_of(function)
        if any(each.arg == node.id for each, _ in parameters):
            return parameters[0][0].arg == node.id and _is_bound_task(module, function)
        function = module.index.function_around(function)
    return False


def _is_bound_task(module: Module, function: FunctionNode) -> bool:
    """Whether a function is a Celery task that gets itself as its first argument."""
    if isinstance(function, ast.Lambda):
        return False
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and module.observation.called(decorator) in DECORATORS:
            bind = argument(decorator, "bind")
            return bind is not None and module.observation.constant(bind) is True
    return False


def _is_followed(module: Module, call: ast.Call) -> bool:
    """Whether a call is a statement of its own, and more than ``return`` or ``pass`` comes behind it."""
    statement = module.index.parent(call)
    if not isinstance(statement, ast.Expr):
        return False
    around = module.index.parent(statement)
    for field in ("body", "orelse", "finalbody"):
        block = getattr(around, field, None)
        if isinstance(block, list) and statement in block:
            after = block[block.index(statement) + 1 :]
            return any(
                not isinstance(each, (ast.Pass, ast.Raise)) and not _is_empty_return(each) for each in after
            )
    return False


def _is_empty_return(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Return) and (
        statement.value is None or isinstance(statement.value, ast.Constant)
    )


def unkept_results(module: Module) -> Iterator[UnkeptResult]:
    """Where a file reads results of Celery tasks, when no Celery app of the project keeps them."""
    seen: set[tuple[FunctionNode | None, str]] = set()
    for node in module.index.of_kind(ast.Attribute):
        if node.attr not in READING or not isinstance(node.ctx, ast.Load):
            continue
        key = (module.index.function_around(node), ast.unparse(node.value))
        if key in seen or not module.observation.is_instance(node.value, RESULT):
            continue
        seen.add(key)
        if keeps_no_results(module.project):
            yield UnkeptResult(node)


def keeps_no_results(project: Project) -> bool:
    """Whether a project makes Celery apps, and surely none of them has a result backend."""
    return project.interpreter.solver.solve(("no result backend",), lambda: _keeps_no_results(project), False)


def _keeps_no_results(project: Project) -> bool:
    found = False
    for _, content in project.survey.files(lambda content: b"elery" in content):
        text = without_long_texts(content.decode("utf-8", "replace"))
        if CONFIGURED.search(text) or any(_may_set_anything(text, each) for each in UPDATE.finditer(text)):
            return False
        for match in CONSTRUCTOR.finditer(text):
            call = _call_at(text, match.end())
            if call is None or has_unpacking(call):
                return False
            if argument(call, "backend", BACKEND_POSITION) is not None:
                return False
            if argument(call, "config_source") is not None or argument(call, "loader", 1) is not None:
                return False
            found = True
    return found and not _is_in_environment(project)


def _may_set_anything(text: str, update: re.Match[str]) -> bool:
    """Whether a call of ``conf.update(...)`` gets settings whose names are not written in it."""
    call = _call_at(text, update.end())
    if call is None or has_unpacking(call):
        return True
    return any(not isinstance(each, ast.Dict) or None in each.keys for each in call.args)


def _call_at(text: str, start: int) -> ast.Call | None:
    """The call whose opening bracket stands before a position of a text."""
    depth = 1
    for position in range(start, min(len(text), start + LONGEST_CALL)):
        if text[position] in "([{":
            depth += 1
        elif text[position] in ")]}":
            depth -= 1
            if not depth:
                try:
                    parsed = ast.parse(f"f({text[start:position]}\n)", mode="eval").body
                except (SyntaxError, ValueError):
                    return None
                return parsed if isinstance(parsed, ast.Call) else None
    return None


def _is_in_environment(project: Project) -> bool:
    """Whether a file for deployment sets ``CELERY_RESULT_BACKEND``, which Celery reads."""
    for name in project.directories.names_in(project.root):
        if DEPLOYMENT_FILE.match(name):
            path = os.path.join(project.root, name)
            if b"RESULT_BACKEND" in (read_bytes(path, 1024 * 1024) or b""):
                return True
    return False
