"""Lifespans: the functions that are given to ``lifespan=`` of an app or router, wherever that stands."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.bodies import yields
from flake8_fastapi.model.framework_names import APPLICATIONS, WITH_ROUTES
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.survey import without_long_texts
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import External, FunctionObject, Instance, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.scope import Scope
    from flake8_fastapi.model.types import Type

GIVEN = re.compile(r"\blifespan(?:_context)?[ \t]*=(?!=)[ \t]*")
LONGEST_ARGUMENT = 300
"""Characters; a longer value of ``lifespan=`` names no function."""

MANAGERS = {"contextlib.asynccontextmanager": "async", "contextlib.contextmanager": "sync"}


@dataclass(frozen=True, slots=True)
class LifespanArgument(Located):
    """What a call in the file being checked gives to an app or router as ``lifespan=``.

    Also through a function of the project that hands its parameter on.
    """

    PLACE = "value"

    call: ast.Call
    value: ast.expr


@dataclass(frozen=True, slots=True)
class Lifespan(Located):
    """A function of the file being checked that is a lifespan.

    ``manager`` is ``async`` under ``asynccontextmanager``, ``sync`` under ``contextmanager``,
    empty for a bare function, and ``unknown`` under other decorators. ``is_given`` tells that some
    ``lifespan=`` of the project names it; otherwise it only looks like one: an
    ``asynccontextmanager`` whose parameter is annotated as an app.
    """

    PLACE = "function"

    function: FunctionNode
    definition: FunctionDefinition
    manager: str
    has_yield: bool
    is_given: bool


def lifespan_arguments(module: Module) -> Iterator[LifespanArgument]:
    """The values that a file gives to apps and routers as ``lifespan=``."""
    for call in module.index.of_kind(ast.Call):
        value = argument(call, "lifespan")
        if value is None or not makes_router(module, call):
            value = _given_to_factory(module, call)
        if value is not None:
            yield LifespanArgument(call, value)


def _given_to_factory(module: Module, call: ast.Call) -> ast.expr | None:
    """The argument that a function of the project hands on as ``lifespan=``."""
    if not call.args and not call.keywords:
        return None
    called = module.project.interpreter.module_scope(module).reference(call.func)
    if not isinstance(called, FunctionObject) or has_unpacking(call):
        return None
    definition = called.definition
    text = module.project.bodies.text_of(definition)
    if "lifespan" not in text:
        return None
    handed_on = {_value_from(text, match.end()) for match in GIVEN.finditer(text)}
    parameters = module.project.interpreter.signatures.of(definition)
    for place, each in [*enumerate(call.args), *((each.arg, each.value) for each in call.keywords)]:
        parameter = parameters.parameter(place) if place is not None else None
        if parameter is not None and parameter.name in handed_on:
            return each
    return None


def makes_router(module: Module, call: ast.Call) -> bool:
    """Whether a call makes an app or router, or is the call of their constructor in a subclass."""
    observation = module.observation
    if observation.is_subclass(call.func, *WITH_ROUTES) or observation.called(call) in WITH_ROUTES:
        return True
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr != "__init__":
        return False
    if not isinstance(function.value, ast.Call) or ast.unparse(function.value.func) != "super":
        return False
    around = module.index.function_around(call)
    definition = observation.definition_of(around) if around is not None else None
    return (
        definition is not None
        and definition.owner is not None
        and not observation.lineage_names(definition.owner).isdisjoint(WITH_ROUTES)
    )


def lifespans(module: Module) -> Iterator[Lifespan]:
    """The functions of a file that are lifespans."""
    places = given_places(module.project).get(module.path, frozenset()) | _given_here(module)
    for function in functions_in(module):
        is_given = (function.lineno, function.col_offset) in places
        if not is_given and not function.decorator_list:
            continue
        if not is_given and not takes_annotated_app(module, function):
            continue
        manager = _manager(module, function)
        if not is_given and manager != "async":
            continue
        definition = module.observation.definition_of(function)
        if definition is not None:
            yield Lifespan(function, definition, manager, yields(function), is_given)


def functions_in(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions of the file being checked, the nested ones and methods too."""
    yield from module.index.of_kind(ast.FunctionDef)
    yield from module.index.of_kind(ast.AsyncFunctionDef)


def takes_annotated_app(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the last positional parameter is annotated as an app."""
    parameters = [*function.args.posonlyargs, *function.args.args]
    if not parameters or parameters[-1].annotation is None:
        return False
    scope = module.project.interpreter.module_scope(module)
    of = module.project.interpreter.annotations.value_type(scope, parameters[-1].annotation)
    names = module.observation.class_names(of)
    return not names.isdisjoint(APPLICATIONS)


def _manager(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    found = ""
    for decorator in function.decorator_list:
        known = MANAGERS.get(module.observation.refers_to(decorator), "unknown")
        found = known if not found else "unknown"
    return found


def manager_of(definition: FunctionDefinition, scope: Scope) -> str:
    """The manager that decorators make of a function of any file, as in ``Lifespan.manager``."""
    node = definition.node()
    if isinstance(node, ast.Lambda):
        return ""
    found = ""
    knowledge = definition.module.project.knowledge
    for decorator in node.decorator_list:
        of = scope.reference(decorator)
        name = knowledge.canonical(of.name) if isinstance(of, External) else ""
        if name in ("builtins.staticmethod", "builtins.classmethod"):
            continue
        known = MANAGERS.get(name, "unknown")
        found = known if not found else "unknown"
    return found


def definitions_in(module: Module, of: Type) -> Iterator[FunctionDefinition]:
    """The functions of the project that a value given as lifespan may stand for."""
    hierarchy = module.project.interpreter.hierarchy
    for each in alternatives(of):
        if isinstance(each, Partial):
            each = each.target
        if isinstance(each, FunctionObject):
            yield each.definition
        elif isinstance(each, Instance) and not isinstance(each.cls, str):
            method = hierarchy.method(each.cls, "__call__")
            if method is not None:
                yield method


def _given_here(module: Module) -> frozenset[tuple[int, int]]:
    """The places of the functions that calls of this file give, seen from where the calls stand."""
    return frozenset(
        (definition.line, definition.column)
        for each in lifespan_arguments(module)
        for definition in definitions_in(module, module.observation.type_of(each.value))
        if definition.module is module
    )


def given_places(project: Project) -> dict[str, frozenset[tuple[int, int]]]:
    """For each file the lines and columns of the functions that any ``lifespan=`` of the project names.

    Found by text first; only the values found are looked at.
    """
    solver = project.interpreter.solver
    return solver.solve(("lifespans given",), lambda: _find_given_places(project), {})


def _find_given_places(project: Project) -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for path, content in project.survey.contents():
        if b"lifespan" not in content or not GIVEN.search(content.decode("utf-8", "replace")):
            continue
        module = project.module_at(path)
        scope = project.interpreter.module_scope(module)
        for expression in _values_given(module):
            for definition in definitions_in(module, scope.type_of(expression)):
                places = found.setdefault(definition.module.path, set())
                places.add((definition.line, definition.column))
    return {path: frozenset(places) for path, places in found.items()}


def _values_given(module: Module) -> Iterator[ast.expr]:
    """What stands behind ``lifespan=`` in a file, as far as it parses alone.

    A local variable of a function is followed to what is assigned to it, by text: evaluating the
    functions that build apps would be dear, and what is nested in them belongs to their own file.
    """
    text = without_long_texts("\n".join(module.project.bodies.lines_of(module)))
    for match in GIVEN.finditer(text):
        value = _value_from(text, match.end())
        function = module.function_around(text.count("\n", 0, match.start()) + 1)
        values = [value]
        if function is not None and value.isidentifier():
            around = module.project.bodies.text_of(function)
            assigned = re.finditer(rf"^[ \t]+{value}[ \t]*=(?!=)[ \t]*", around, re.MULTILINE)
            values += [_value_from(around, each.end()) for each in assigned]
        for each in dict.fromkeys(values):
            try:
                expression = ast.parse(each, mode="eval").body
            except (SyntaxError, ValueError):
                continue
            if not isinstance(expression, ast.Constant):
                yield expression


def _value_from(text: str, start: int) -> str:
    depth = 0
    for position in range(start, min(start + LONGEST_ARGUMENT, len(text))):
        character = text[position]
        if character in "([{":
            depth += 1
        elif depth == 0 and character in ",)]}#\n":
            return text[start:position].strip()
        elif character in ")]}":
            depth -= 1
    return ""
