"""Whether what is given to ``lifespan=`` can serve as one, and what is wrong with it if not."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.bodies import yields
from flake8_fastapi.model.lifespans import manager_of
from flake8_fastapi.model.types import (
    NONE,
    Coroutine,
    FunctionObject,
    Generator,
    Manager,
    Partial,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module


def lifespan_problem(module: Module, value: ast.expr) -> tuple[str, str] | None:
    """The name of what is given and what is wrong with it; None where it may serve."""
    of = module.observation.type_of(value)
    if isinstance(value, ast.Call) and isinstance(of, (Manager, Generator, Coroutine)):
        name = ast.unparse(value.func)
        return f"{name}()", "is called: pass the function itself"
    positional, keywords = 0, frozenset[str]()
    if isinstance(of, Partial):
        positional, keywords = len(of.positional), frozenset(name for name, _ in of.keywords)
        of = of.target
    if not isinstance(of, FunctionObject):
        return None
    problem = _problem_of(module, of)
    if not problem:
        problem = _problem_of_parameters(of, positional, keywords)
    return (f"{of.definition.name}()", problem) if problem else None


def _problem_of(module: Module, of: FunctionObject) -> str:
    """What is wrong with the kind of function that it is."""
    definition = of.definition
    interpreter = module.project.interpreter
    node = definition.node()
    if isinstance(node, ast.Lambda) or of.known_as:
        return ""
    manager = manager_of(definition, of.closure or interpreter.definition_scope(definition))
    has_yield = yields(node)
    if manager == "sync":
        return "is under contextmanager: use asynccontextmanager and async def"
    if manager == "async" and not definition.is_async and has_yield:
        return "is a plain def under asynccontextmanager: make it async def"
    if manager in ("async", "") and definition.is_async and not has_yield:
        return "has no yield, at which the application would run"
    if manager == "" and not definition.is_async and not has_yield and not _is_abstract(module, of):
        if interpreter.summary_of(definition, of).returns == NONE:
            return "has no yield and returns no context manager"
    return ""


def _is_abstract(module: Module, of: FunctionObject) -> bool:
    return module.project.interpreter.hierarchy.is_abstract(of.definition)


def _problem_of_parameters(of: FunctionObject, given: int, keywords: frozenset[str]) -> str:
    """Whether a function cannot be called with the app as its only argument."""
    definition = of.definition
    node = definition.node()
    interpreter = definition.module.project.interpreter
    names, required = _positional(node)
    is_bound = definition.owner is not None and interpreter.kind_of_method(definition) != "static"
    if is_bound and of.receiver is None:
        return ""  # taken from the class: what it will be bound to is not seen
    given += is_bound
    if any(name in keywords for name in names[given : given + 1]):
        return "takes no app: its parameter is given already"
    if len(names) <= given and node.args.vararg is None:
        return "takes no app: add a parameter for it"
    missing = [name for name in required[given + 1 :] if name not in keywords]
    for each, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
        if default is None and each.arg not in keywords:
            missing.append(each.arg)
    return f"gets only the app, and needs {missing[0]!r} too" if missing else ""


def _positional(node: FunctionNode) -> tuple[list[str], list[str]]:
    """The names of the positional parameters, and of those without a default."""
    names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
    return names, names[: len(names) - len(node.args.defaults)]
