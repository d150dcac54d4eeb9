"""Sessions that a path operation holds while its response or its background tasks go on."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.declared import depends_on, provided_parameters
from flake8_fastapi.model.dependency_graph.functions import SESSIONS
from flake8_fastapi.model.held_names import names_held
from flake8_fastapi.model.local_names import mentions_of, parameters_of, reads_of
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.streaming import STREAMS
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from flake8_fastapi.model.dependency_graph.declared import ProvidedParameter
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import Type

TASKS = frozenset({"fastapi.BackgroundTasks", "starlette.background.BackgroundTasks"})

FunctionWithName = ast.FunctionDef | ast.AsyncFunctionDef


def outlasting_calls(module: Module, function: FunctionWithName) -> list[tuple[ast.Call, str]]:
    """The calls in a handler that make something which goes on after it: streams and background tasks."""
    found: list[tuple[ast.Call, str]] = []
    scope = module.project.interpreter.module_scope(module)
    for call in module.index.of_kind(ast.Call):
        name = last_name(call.func)
        if name != "add_task" and not name.endswith("Response"):
            continue
        if module.index.function_around(call) is not function:
            continue
        if name == "add_task":
            if _is_given_tasks(module, function, call.func):
                found.append((call, "background task"))
        elif module.observation.name_of(scope.reference(call.func)) in STREAMS:
            found.append((call, "stream"))
    return found


def _is_given_tasks(module: Module, function: FunctionWithName, method: ast.expr) -> bool:
    """Whether a method is one of a parameter that is annotated as background tasks."""
    if not isinstance(method, ast.Attribute) or not isinstance(method.value, ast.Name):
        return False
    interpreter = module.project.interpreter
    for parameter, _ in parameters_of(function):
        if parameter.arg == method.value.id:
            of = interpreter.annotations.value_type(interpreter.module_scope(module), parameter.annotation)
            return not module.observation.class_names(of).isdisjoint(TASKS)
    return False


def is_yielded_session(module: Module, provider: Type) -> bool:
    """Whether a dependency is a generator that yields an SQLAlchemy session."""
    if not isinstance(provider, FunctionObject):
        return False
    interpreter = module.project.interpreter
    if not interpreter.summary_of(provider.definition, provider).is_generator:
        return False
    names = module.observation.class_names(interpreter.annotations.provided(provider))
    return not names.isdisjoint(SESSIONS)


def reaches(module: Module, function: FunctionWithName, name: str, call: ast.Call) -> bool:
    """Whether a stream or task may use a parameter: itself, through a local name or a nested function.

    An attribute of what was loaded (``item.name``) is read before, so it does not count.
    """
    reached = names_held(call, may_lead_back=True)
    pending = list(reached)
    while pending:
        local = pending.pop()
        if local == name:
            return True
        for each in mentions_of(module.index, function, local):
            for other in _made_of(module, function, each):
                if other not in reached:
                    reached.add(other)
                    pending.append(other)
    return any(
        isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))
        and each.name in reached
        and any(isinstance(part, ast.Name) and part.id == name for part in walk(each))
        for each in walk(function)
        if each is not function
    )


def is_still_open(module: Module, function: FunctionWithName, name: str) -> bool:
    """Whether a handler uses a session, so that it has a connection, and does not close it by hand."""
    reads = reads_of(module.index, function, name)
    for each in reads:
        method = module.index.parent(each)
        if isinstance(method, ast.Attribute) and method.attr in ("close", "aclose"):
            return False
    return bool(reads)


def hands_tasks_on(module: Module, function: FunctionWithName, name: str) -> bool:
    """Whether another function gets the background tasks together with a parameter, and may add it."""
    tasks = {
        each.func.value.id
        for each, _ in outlasting_calls(module, function)
        if isinstance(each.func, ast.Attribute) and isinstance(each.func.value, ast.Name)
    }
    for call in module.index.of_kind(ast.Call):
        if tasks and module.index.function_around(call) is function:
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            names = {each.id for each in given if isinstance(each, ast.Name)}
            if name in names and tasks & names:
                return True
    return False


def is_kept_by_others(
    module: Module, function: FunctionWithName, session: ProvidedParameter, call: ast.Call
) -> bool:
    """Whether a stream or task uses another dependency that is made of the same session."""
    if not isinstance(session.provider, FunctionObject):
        return False
    wanted = session.provider.definition
    project = module.project
    for other in provided_parameters(module, function):
        if other.parameter is session.parameter or not reaches(module, function, other.parameter.arg, call):
            continue
        for definition in project.dependencies.functions_called(other.provider):
            if definition is wanted or depends_on(project, definition, wanted):
                return True
    return False


def _made_of(module: Module, function: FunctionWithName, target: ast.Name) -> set[str]:
    """The names in what a name is assigned."""
    if not isinstance(target.ctx, ast.Store):
        return set()
    statement = module.index.statement_of(target)
    if statement is None or statement is function:
        return set()
    if isinstance(statement, (ast.For, ast.AsyncFor)):
        parts: list[ast.expr] = [statement.iter]
    elif isinstance(statement, (ast.With, ast.AsyncWith)):
        parts = [item.context_expr for item in statement.items]
    else:
        value = getattr(statement, "value", None)
        parts = [value] if isinstance(value, ast.expr) else []
    return {each for part in parts for each in names_held(part, may_lead_back=True)}
