"""Background tasks that never run, because nothing hands them to the response that is sent."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from flake8_fastapi.model.annotated import Written, read_annotation
from flake8_fastapi.model.background.added_tasks import BACKGROUND_TASKS, is_add_task, makes_task
from flake8_fastapi.model.definitions import ClassDefinition, ImportBinding
from flake8_fastapi.model.framework_names import CATCH_ALL, HTTP_EXCEPTIONS, RESPONSE
from flake8_fastapi.model.local_names import (
    mentions_of,
    parameter_names,
    parameters_of,
    reads_of,
    statements_after,
    value_of,
)
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module

HTTP_EXCEPTION = "starlette.exceptions.HTTPException"
CATCHERS = CATCH_ALL | HTTP_EXCEPTIONS


@dataclass(frozen=True, slots=True)
class DetachedTasks(Located):
    """``BackgroundTasks()`` made by hand, to which tasks are added and which no response gets.

    ``is_put_on_injected`` tells that it is put on an injected ``Response``, which ignores it;
    ``is_single`` that it is one ``BackgroundTask(...)``, made and dropped.
    """

    PLACE = "call"

    call: ast.Call
    is_put_on_injected: bool
    is_single: bool = False


@dataclass(frozen=True, slots=True)
class DiscardedTask(Located):
    """``add_task`` on injected tasks that what follows throws away: another response, or an exception."""

    PLACE = "call"

    call: ast.Call
    by: Literal["response", "exception"]
    end: ast.stmt


def detached_tasks(module: Module) -> Iterator[DetachedTasks]:
    """The background tasks that a file makes by hand and gives to nobody."""
    for call in module.index.of_kind(ast.Call):
        if is_dropped_task(module, call):
            yield DetachedTasks(call, False, is_single=True)
            continue
        if not _may_make_tasks(module, call.func) or not module.observation.is_subclass(
            call.func, BACKGROUND_TASKS
        ):
            continue
        parent = module.index.parent(call)
        if isinstance(parent, ast.Attribute):
            if parent.attr == "add_task":
                yield DetachedTasks(call, False)
            continue
        function = module.index.function_around(call)
        target = _only_target(parent)
        if function is None or target is None or value_of(module.index, function, target.id) is not call:
            continue
        fates = {_fate(module, function, each) for each in reads_of(module.index, function, target.id)}
        if "added" in fates and fates <= {"added", "injected"}:
            yield DetachedTasks(call, "injected" in fates)


def is_dropped_task(module: Module, call: ast.Call) -> bool:
    """Whether a call is ``BackgroundTask(...)`` as a statement of its own, or by a name that nobody reads."""
    parent = module.index.parent(call)
    if not isinstance(parent, ast.Expr):
        target = _only_target(parent)
        function = module.index.function_around(call) if target is not None else None
        if target is None or function is None or reads_of(module.index, function, target.id):
            return False
    return makes_task(module, call)


def _may_make_tasks(module: Module, called: ast.expr) -> bool:
    """Whether a name may be that of background tasks, before types are asked."""
    if isinstance(called, ast.Attribute):
        return "Tasks" in called.attr
    if not isinstance(called, ast.Name):
        return False
    return "Tasks" in called.id or any(
        isinstance(each, ClassDefinition)
        or (isinstance(each, ImportBinding) and each.attribute is not None and "Tasks" in each.attribute)
        for each in module.lookup(called.id)
    )


def _only_target(statement: ast.AST | None) -> ast.Name | None:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
    elif isinstance(statement, ast.AnnAssign):
        target = statement.target
    else:
        return None
    return target if isinstance(target, ast.Name) else None


def _fate(module: Module, function: FunctionNode, name: ast.Name) -> Literal["added", "injected", "given"]:
    """What is done with background tasks where they are read."""
    parent = module.index.parent(name)
    if isinstance(parent, ast.Attribute) and parent.attr == "add_task":
        return "added"
    if isinstance(parent, ast.Assign) and len(parent.targets) == 1 and parent.value is name:
        target = parent.targets[0]
        if isinstance(target, ast.Attribute) and target.attr == "background":
            if isinstance(target.value, ast.Name) and _is_injected(module, function, target.value.id):
                return "injected"
    if isinstance(parent, ast.keyword) and parent.arg == "background":
        response = module.index.parent(parent)
        if response is not None and isinstance(module.index.parent(response), ast.Expr):
            return "added"  # to a response that is made and dropped
    return "given"


def _is_injected(module: Module, function: FunctionNode, name: str) -> bool:
    """Whether a name is a ``Response`` parameter that is never returned, handed on or assigned anew."""
    for parameter, default in parameters_of(function):
        if parameter.arg == name and parameter.annotation is not None and default is None:
            if read_annotation(parameter.annotation, module).type.name == RESPONSE:
                mentions = mentions_of(module.index, function, name)
                return all(isinstance(module.index.parent(each), ast.Attribute) for each in mentions)
    return False


def discarded_tasks(module: Module) -> Iterator[DiscardedTask]:
    """The calls of ``add_task`` in a file whose task is thrown away."""
    for call in module.index.of_kind(ast.Call):
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "add_task"):
            continue
        tasks, function = call.func.value, module.index.function_around(call)
        statement = module.index.statement_of(call)
        if function is None or statement is None or not isinstance(tasks, ast.Name):
            continue
        if tasks.id not in parameter_names(function) or not is_add_task(module, call):
            continue
        if any(isinstance(each.ctx, ast.Store) for each in mentions_of(module.index, function, tasks.id)):
            continue
        for after in statements_after(module.index, statement):
            if isinstance(after, ast.Raise) and _raises_http_exception(module, after):
                yield DiscardedTask(call, "exception", after)
            elif isinstance(after, ast.Return) and _returns_other_tasks(module, function, after, tasks.id):
                yield DiscardedTask(call, "response", after)


def _raises_http_exception(module: Module, statement: ast.Raise) -> bool:
    """Whether it raises an ``HTTPException`` that leaves the function."""
    raised = statement.exc
    if raised is None:
        return False
    cls = raised.func if isinstance(raised, ast.Call) else raised
    if not module.observation.is_subclass(cls, HTTP_EXCEPTION):
        return False
    child: ast.AST = statement
    for above in module.index.ancestors(statement):
        if isinstance(above, ast.Try) and child in above.body:
            if any(_catches(module, handler) for handler in above.handlers):
                return False
        if isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            break
        child = above
    return True


def _catches(module: Module, handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = [Written(each, module).name for each in kinds]
    return any(not name or name in CATCHERS for name in names)


def _returns_other_tasks(module: Module, function: FunctionNode, statement: ast.Return, tasks: str) -> bool:
    """Whether it returns a response with background tasks that have nothing to do with the injected ones."""
    response = statement.value
    if isinstance(response, ast.Name):
        response = value_of(module.index, function, response.id)
    if not isinstance(response, ast.Call) or has_unpacking(response):
        return False
    own = argument(response, "background")
    if own is None or not module.observation.is_subclass(response.func, RESPONSE):
        return False
    if isinstance(own, ast.Name):
        made = value_of(module.index, function, own.id)
        if made is None:
            return False
        own = made
    if not isinstance(own, ast.Call) or has_unpacking(own):
        return False
    names = [each for each in walk(own) if isinstance(each, ast.Name)]
    return all(each.id != tasks for each in names)
