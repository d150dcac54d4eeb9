"""Functions that FastAPI would fill in the parameters of, called by hand without them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.local_names import parameters_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import has_unpacking
from flake8_fastapi.model.roles import Roles
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import ClassObject, Dependency, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module

KINDS_OF_METHODS = frozenset({"staticmethod", "classmethod"})


@dataclass(frozen=True, slots=True)
class UnfilledCall(Located):
    """A call that leaves out a parameter whose default is ``Depends(…)``, and which the function uses.

    ``name`` is what is called, ``parameter`` what stays an object of ``Depends``.
    """

    PLACE = "call"

    call: ast.Call
    name: str
    parameter: str


def unfilled_calls(module: Module) -> Iterator[UnfilledCall]:
    """Those of a file, outside of tests."""
    dependencies = module.project.dependencies
    if is_test_file(module.display_path):
        return
    for call in module.index.of_kind(ast.Call):
        name = last_name(call.func)
        if not dependencies.are_filled_in(name) or has_unpacking(call) or _is_depended_on(module, call):
            continue
        definition, skipped = _called(module, call)
        if definition is None or not _is_plain(definition):
            continue
        parameter = _left_out(definition, call, skipped)
        if parameter is not None:
            yield UnfilledCall(call, name, parameter)


def _is_depended_on(module: Module, call: ast.Call) -> bool:
    """Whether it stands in ``Depends(f())``, which is a mistake of its own."""
    above = module.index.parent(call)
    return isinstance(above, ast.Call) and isinstance(module.observation.type_of(above), Dependency)


def _called(module: Module, call: ast.Call) -> tuple[FunctionDefinition | None, int]:
    """The function of the project that a call runs, and how many of its parameters the call cannot give."""
    interpreter = module.project.interpreter
    of = module.observation.type_of(call.func)
    if isinstance(of, ClassObject):
        return interpreter.hierarchy.method(of.definition, "__init__"), 1
    if not isinstance(of, FunctionObject) or of.facade is not None:
        return None, 0
    kind = interpreter.kind_of_method(of.definition) if of.definition.owner is not None else "function"
    is_bound = kind == "class" or (kind == "instance" and of.receiver is not None)
    return of.definition, int(is_bound)


def _is_plain(definition: FunctionDefinition) -> bool:
    """Whether no decorator may give what the call leaves out: only that of a route is known not to."""
    if not definition.decorated:
        return True
    decorators = getattr(definition.node(), "decorator_list", [])
    if len(decorators) == 1 and Roles(definition.module).is_path_operation(definition):
        return True
    return all(isinstance(each, ast.Name) and each.id in KINDS_OF_METHODS for each in decorators)


def _left_out(definition: FunctionDefinition, call: ast.Call, skipped: int) -> str | None:
    """The first parameter with a dependency as its default that a call leaves out and the function reads."""
    node = definition.node()
    scope = definition.module.project.interpreter.definition_scope(definition)
    positional = [each.arg for each in (*node.args.posonlyargs, *node.args.args)][skipped:]
    given = {*positional[: len(call.args)], *(each.arg for each in call.keywords)}
    for parameter, default in parameters_of(node):
        if parameter.arg in given or not isinstance(default, ast.Call):
            continue
        if isinstance(scope.type_of(default), Dependency) and _uses(node, parameter.arg):
            return parameter.arg
    return None


def _uses(node: ast.AST, name: str) -> bool:
    """Whether a function uses a parameter, and does not look first at what it is."""
    reads = [each for each in walk(node) if isinstance(each, ast.Name) and each.id == name]
    asked = [
        each.args[0]
        for each in walk(node)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "isinstance"
        if each.args
    ]
    return bool(reads) and not any(each in asked for each in reads)
