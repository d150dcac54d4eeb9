"""What belongs to one request and is handed to work that outlives it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.background.added_tasks import added_tasks
from flake8_fastapi.model.background.detached_work import DetachedWork, detached_work
from flake8_fastapi.model.background.lost_tasks import is_dropped_task
from flake8_fastapi.model.background.parameter_use import uses_parameter
from flake8_fastapi.model.background.session_holders import (
    CONNECTIONS,
    holder_scope,
    is_given,
    uses_held,
)
from flake8_fastapi.model.framework_names import DEPENDS
from flake8_fastapi.model.local_names import mentions_of, parameters_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.receivers import is_receiver
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import Constant, FunctionObject, Instance
from flake8_fastapi.model.uploads.objects import UPLOAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.background.added_tasks import AddedTask
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionNode
    from flake8_fastapi.model.module import Module

REQUEST = "starlette.requests.Request"
READING = {
    REQUEST: frozenset({"body", "json", "form", "stream"}),
    UPLOAD: frozenset({"read", "seek", "write", "file"}),
}
"""What of a request or an upload needs the open connection or the open file."""


@dataclass(frozen=True, slots=True)
class HandedResource(Located):
    """Something of one request that is handed to work behind it.

    ``kind`` is what it is, ``way`` how the work is started, ``with_function_scope`` whether the
    dependency is closed before the response is sent.
    """

    node: ast.expr
    name: str
    kind: Literal["session", "request", "upload"]
    way: str
    in_background_task: bool
    with_function_scope: bool = False


def handed_resources(module: Module) -> Iterator[HandedResource]:
    """The sessions, requests and uploads of a file that are handed to work that outlives them."""
    for task in added_tasks(module):
        function = module.index.function_around(task.call)
        if function is None or (task.tasks is None and is_dropped_task(module, task.call)):
            continue
        for handed in (task.function, *task.arguments):
            found = _session_of(module, function, handed) if handed is task.function else None
            found = found or _session_in(module, function, handed)
            found = found or _handed_down(module, function, task, handed)
            if found is not None:
                name, scope = found
                yield HandedResource(handed, name, "session", task.adder, True, scope == "function")
    for work in detached_work(module):
        yield from _of_detached(module, work)


def _session_in(module: Module, function: FunctionNode, handed: ast.expr) -> tuple[str, str] | None:
    """The name and scope of a session that is handed over, by itself or in an object that holds it."""
    for name in _names_handed(module, function, handed):
        scope = _session(module, function, name)
        if scope is not None:
            return name.id, scope
    scope = holder_scope(module, function, handed, partial(_session, module, function))
    return (f"the session of {ast.unparse(handed)}", scope) if scope is not None else None


def _session_of(module: Module, function: FunctionNode, method: ast.expr) -> tuple[str, str] | None:
    """The session that a method will use: its own, or that of the object whose method it is."""
    if not isinstance(method, ast.Attribute):
        return None
    of = module.observation.type_of(method.value)
    if isinstance(of, Instance) and not isinstance(of.cls, str):
        if not uses_held(module.project, of.cls, method.attr, CONNECTIONS):
            return None
    return _session_in(module, function, method.value)


def _handed_down(
    module: Module, function: FunctionNode, task: AddedTask, handed: ast.expr
) -> tuple[str, str] | None:
    """The session of a helper that its caller gives the background tasks of a request.

    Whoever opened it, it ends with the request. It is a parameter beside the tasks, or what the object
    holds whose method this is. The tasks may be what the object was given, too.
    """
    if not _are_given_tasks(module, function, task.tasks):
        return None
    observation = module.observation
    holds = False
    is_method = handed is task.function and isinstance(handed, ast.Attribute)
    subject = handed.value if is_method and isinstance(handed, ast.Attribute) else handed
    if isinstance(subject, ast.Name) and _is_connection(module, subject):
        handed = subject
        holds = _is_parameter(module, function, subject)
    elif isinstance(handed, ast.Attribute):
        owner = _own_class(module, function, handed)
        if owner is None:
            return None
        holds = _is_connection(module, handed) or (
            handed is task.function and uses_held(module.project, owner, handed.attr, CONNECTIONS)
        )
    else:
        for name in _names_handed(module, function, handed):
            if name is not handed and _is_connection(module, name) and _is_parameter(module, function, name):
                handed, holds = name, True
                break
    definition = observation.definition_of(function) if holds else None
    if definition is None or not module.project.serving.serves(definition):
        return None
    return (ast.unparse(handed) if handed is not task.function else "the session of its object", "request")


def _are_given_tasks(module: Module, function: FunctionNode, tasks: ast.expr | None) -> bool:
    """Whether background tasks are a parameter, or an attribute that the constructor was handed."""
    if isinstance(tasks, ast.Name):
        return _is_parameter(module, function, tasks)
    if not isinstance(tasks, ast.Attribute):
        return False
    owner = _own_class(module, function, tasks)
    return owner is not None and is_given(module.project, owner, tasks.attr)


def _own_class(module: Module, function: FunctionNode, attribute: ast.Attribute) -> ClassDefinition | None:
    """The class of a method that asks its own object for an attribute."""
    definition = module.observation.definition_of(function)
    if definition is None or not isinstance(attribute.value, ast.Name):
        return None
    return definition.owner if is_receiver(attribute.value, definition) else None


def _uses_given_session(module: Module, function: FunctionNode, started: ast.expr) -> bool:
    """Whether a method starts another one of its object that uses a session which the object was given.

    Whoever gave it closes it when the request is over.
    """
    owner = _own_class(module, function, started) if isinstance(started, ast.Attribute) else None
    if owner is None or not isinstance(started, ast.Attribute):
        return False
    if not uses_held(module.project, owner, started.attr, CONNECTIONS):
        return False
    definition = module.observation.definition_of(function)
    return definition is not None and module.project.serving.serves(definition)


def _is_connection(module: Module, node: ast.expr) -> bool:
    names = module.observation.class_names(module.observation.type_of(node))
    return bool(names) and not names.isdisjoint(CONNECTIONS)


def _of_detached(module: Module, work: DetachedWork) -> Iterator[HandedResource]:
    function = module.index.function_around(work.call)
    if function is None:
        return
    if not isinstance(work.function, ast.Name) or _is_nested(module, function, work.function):
        found = _session_of(module, function, work.function) or _session_in(module, function, work.function)
        if found is not None:
            yield HandedResource(work.function, found[0], "session", work.way, False)
        elif _uses_given_session(module, function, work.function):
            yield HandedResource(work.function, "the session of its object", "session", work.way, False)
        for read, of in _read_inside(module, function, work.function):
            yield HandedResource(work.function, read, of, work.way, False)
    for position, handed in work.arguments:
        name = handed.value if isinstance(handed, ast.Attribute) and handed.attr == "file" else handed
        found = _session_in(module, function, handed)
        if found is not None:
            yield HandedResource(handed, found[0], "session", work.way, False)
            continue
        if not isinstance(name, ast.Name):
            continue
        for cls, kind in ((REQUEST, "request"), (UPLOAD, "upload")):
            if not module.observation.is_instance(name, cls) or not _is_parameter(module, function, name):
                continue
            if handed is not name and cls == UPLOAD:
                yield HandedResource(handed, f"{name.id}.file", "upload", work.way, False)
            elif handed is name and uses_parameter(module, work.function, position, READING[cls]):
                yield HandedResource(handed, name.id, kind, work.way, False)  # type: ignore[arg-type]


def _names_handed(module: Module, function: FunctionNode, handed: ast.expr) -> Iterator[ast.Name]:
    """The names that an argument hands over: its own, or those in a lambda, ``partial`` or function."""
    if isinstance(handed, ast.Name):
        yield handed
        of = module.observation.type_of(handed)
        if isinstance(of, FunctionObject) and of.closure is not None and of.definition.module is module:
            yield from _free_names(module, function, of.definition.node())
    elif isinstance(handed, ast.Lambda):
        yield from _free_names(module, function, handed)
    elif isinstance(handed, ast.Call) and module.observation.called(handed) == "functools.partial":
        values = [*handed.args, *(keyword.value for keyword in handed.keywords)]
        yield from (each for each in values if isinstance(each, ast.Name))


def _is_nested(module: Module, function: FunctionNode, name: ast.Name) -> bool:
    """Whether a name is that of a function nested in another."""
    of = module.observation.type_of(name)
    return isinstance(of, FunctionObject) and of.closure is not None and of.definition.module is module


def _read_inside(
    module: Module, function: FunctionNode, started: ast.expr
) -> Iterator[tuple[str, Literal["request", "upload"]]]:
    """The requests and uploads of a function that one nested in it reads when it runs."""
    if not isinstance(started, ast.Name):
        return
    for name in _names_handed(module, function, started):
        read = module.index.parent(name)
        if (
            name is started
            or not isinstance(read, ast.Attribute)
            or not _is_parameter(module, function, name)
        ):
            continue
        if read.attr in READING[REQUEST] and module.observation.is_instance(name, REQUEST):
            yield name.id, "request"
            return
        if read.attr in READING[UPLOAD] and module.observation.is_instance(name, UPLOAD):
            yield name.id, "upload"
            return


def _free_names(module: Module, function: FunctionNode, nested: FunctionNode) -> Iterator[ast.Name]:
    """The names in a nested function that it does not bind itself."""
    around = module.index.function_around(nested)
    if around is not function:
        return
    own = {argument.arg for argument, _ in parameters_of(nested)}
    names = [each for each in walk(nested) if isinstance(each, ast.Name)]
    own |= {each.id for each in names if isinstance(each.ctx, ast.Store)}
    yield from (each for each in names if each.id not in own)


def _is_parameter(module: Module, function: FunctionNode, name: ast.Name) -> bool:
    """Whether a name is a parameter of the function that is never assigned anything else."""
    return any(argument.arg == name.id for argument, _ in parameters_of(function)) and not any(
        isinstance(each.ctx, ast.Store) for each in mentions_of(module.index, function, name.id)
    )


def _session(module: Module, function: FunctionNode, name: ast.Name) -> str | None:
    """The scope of the yield dependency that gives a name its session; None when it is none."""
    if not _is_parameter(module, function, name):
        return None
    parameter, default = next(
        (each, default) for each, default in parameters_of(function) if each.arg == name.id
    )
    depends = _depends(module, parameter, default)
    if depends is None:
        return None
    call, owner = depends
    interpreter = module.project.interpreter
    scope = interpreter.module_scope(owner)
    provider = argument(call, "dependency", 0)
    of = scope.type_of(provider) if provider is not None else None
    if not isinstance(of, FunctionObject) or of.manager:
        return None
    summary = interpreter.summary_of(of.definition, of)
    if not summary.is_generator:
        return None
    if module.observation.class_names(summary.yields).isdisjoint(CONNECTIONS):
        return None
    given = argument(call, "scope")
    if given is None:
        return "request"
    value = scope.type_of(given)
    return value.value if isinstance(value, Constant) and isinstance(value.value, str) else None


def _depends(module: Module, parameter: ast.arg, default: ast.expr | None) -> tuple[ast.Call, Module] | None:
    """The ``Depends(...)`` of a parameter and the module that it is written in."""
    if isinstance(default, ast.Call) and module.observation.called(default) in DEPENDS:
        return default, module
    if parameter.annotation is None:
        return None
    for each in read_annotation(parameter.annotation, module).metadata:
        if isinstance(each.node, ast.Call) and each.name in DEPENDS:
            return each.node, each.module
    return None
