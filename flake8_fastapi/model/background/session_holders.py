"""Objects that keep the session of a request: services and repositories that are made with one."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.resources import resource_table
from flake8_fastapi.model.bodies import yields
from flake8_fastapi.model.dependency_graph.declared import provided_parameters, providers_of
from flake8_fastapi.model.dependency_graph.held_sessions import is_yielded_session
from flake8_fastapi.model.held_names import names_held
from flake8_fastapi.model.local_names import parameters_of, value_of
from flake8_fastapi.model.receivers import is_receiver, own_attributes
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import UNKNOWN, ClassObject, Instance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.types import Type

CONNECTIONS = resource_table().of_kinds("session", "connection")
"""What a yield dependency closes or gives back when the request is over."""

DEEPEST_HOLDER = 3
"""Objects in one another, and dependencies of dependencies, that are followed."""

FunctionWithName = ast.FunctionDef | ast.AsyncFunctionDef


def holder_scope(
    module: Module,
    function: FunctionNode,
    node: ast.expr,
    session_scope: Callable[[ast.Name], str | None],
    depth: int = DEEPEST_HOLDER,
) -> str | None:
    """The scope of the session that an object holds, in a function of the file being checked; None for none.

    ``session_scope`` tells it of a name that is a session itself.
    """
    if depth == 0:
        return None
    if isinstance(node, ast.Call):
        of = module.observation.type_of(node.func)
        if not isinstance(of, ClassObject):
            return None
        for place, each in [*enumerate(node.args), *((each.arg, each.value) for each in node.keywords)]:
            scope = session_scope(each) if isinstance(each, ast.Name) else None
            scope = scope or holder_scope(module, function, each, session_scope, depth - 1)
            if scope is not None and place is not None and _keeps(module.project, of.definition, place):
                return scope
        return None
    if not isinstance(node, ast.Name):
        return None
    value = value_of(module.index, function, node.id)
    if value is not None:
        return holder_scope(module, function, value, session_scope, depth - 1)
    if isinstance(function, FunctionWithName):
        for provided in provided_parameters(module, function):
            if provided.parameter.arg == node.id:
                provider = provided.provider
                if provider is UNKNOWN:  # `Depends()`: the annotation says it
                    of = module.observation.type_of(node)
                    if isinstance(of, Instance) and not isinstance(of.cls, str):
                        provider = ClassObject(of.cls)
                if _gives_holder(module, provider, depth):
                    return provided.scope or "request"
    return None


def uses_held(
    project: Project, cls: ClassDefinition, method: str, held: frozenset[str], depth: int = DEEPEST_HOLDER
) -> bool:
    """Whether a method uses one of these library objects, which its object or one in that was given."""
    interpreter = project.interpreter
    definition = interpreter.hierarchy.method(cls, method)
    if definition is None or depth == 0:
        return False
    for name in own_attributes(definition):
        if name != method and interpreter.hierarchy.method(cls, name) is not None:
            if uses_held(project, cls, name, held, depth - 1):
                return True
        elif _holds(project, cls, name, held, depth):
            return True
    return False


def _holds(project: Project, cls: ClassDefinition, name: str, held: frozenset[str], depth: int) -> bool:
    """Whether an attribute is one of these library objects that was handed in, or an object that has one."""
    if not is_given(project, cls, name):
        return False
    for of in alternatives(project.interpreter.attributes.stored(cls, name)):
        if isinstance(of, Instance) and isinstance(of.cls, str):
            if not held.isdisjoint((of.cls, *(each.name for each in project.knowledge.lineage(of.cls)))):
                return True
        elif isinstance(of, Instance) and not isinstance(of.cls, str) and depth > 1:
            kept = (name for each in _constructors(project, of.cls) for name in own_attributes(each))
            if any(_holds(project, of.cls, each, held, depth - 1) for each in kept):
                return True
    return False


def _constructors(project: Project, cls: ClassDefinition) -> Iterator[FunctionDefinition]:
    """The constructor of a class, and those of the project's classes that it derives from."""
    for each in project.interpreter.hierarchy.lineage(cls):
        if not isinstance(each, str):
            yield from each.methods.get("__init__", ())


def _gives_holder(module: Module, provider: Type, depth: int) -> bool:
    """Whether what a dependency gives holds the session of another dependency."""
    if depth == 0:
        return False
    return any(
        _is_given_session(module, each, depth) or _opens_for_holder(module.project, each)
        for each in module.project.dependencies.functions_called(provider)
    )


def _opens_for_holder(project: Project, definition: FunctionDefinition) -> bool:
    """Whether a generator yields an object that keeps a session which the generator has opened for it."""
    node = definition.node()
    if not yields(node):
        return False
    given = project.interpreter.summary_of(definition).yields
    if not isinstance(given, Instance) or isinstance(given.cls, str):
        return False
    parameters = {each.arg for each, _ in parameters_of(node)}
    names = (each for each in walk(node) if isinstance(each, ast.Name))
    opened = {each.id for each in names if isinstance(each.ctx, ast.Store)} - parameters
    if not any(_returns_holder(node, name) for name in opened):
        return False
    kept = (name for each in _constructors(project, given.cls) for name in own_attributes(each))
    return any(_holds(project, given.cls, name, CONNECTIONS, DEEPEST_HOLDER) for name in kept)


def _is_given_session(module: Module, definition: FunctionDefinition, depth: int) -> bool:
    """Whether a dependency (or the constructor of one) keeps a session in what it gives."""
    for parameter, provider in providers_of(definition):
        if is_yielded_session(module, provider) or _gives_holder(module, provider, depth - 1):
            if definition.name == "__init__" and definition.owner is not None:
                if _stores(definition, parameter):
                    return True
            elif _returns_holder(definition.node(), parameter):
                return True
    return False


def is_given(project: Project, cls: ClassDefinition, name: str) -> bool:
    """Whether the constructor of a class is handed what an attribute holds, and so did not open it itself."""
    constructors = list(_constructors(project, cls))
    if not constructors:
        return name in cls.values and cls.values[name][0].annotation is not None
    for constructor in constructors:
        given = {each.arg for each, _ in parameters_of(constructor.node())[1:]}
        for place, value in _kept(constructor):
            if (
                isinstance(place, ast.Attribute)
                and place.attr == name
                and is_receiver(place.value, constructor)
            ):
                if not given.isdisjoint(names_held(value)):
                    return True
    return False


def _keeps(project: Project, cls: ClassDefinition, place: int | str) -> bool:
    """Whether the constructor of a class keeps the argument at a position, or under a name."""
    constructor = project.interpreter.hierarchy.method(cls, "__init__")
    if constructor is None:
        return any(bindings[0].annotation is not None for bindings in cls.values.values())
    names = [each.arg for each, _ in parameters_of(constructor.node())][1:]
    name = place if isinstance(place, str) else names[place] if place < len(names) else ""
    return _stores(constructor, name)


def _stores(constructor: FunctionDefinition, name: str) -> bool:
    """Whether a constructor puts a parameter, or something that is made of it, into its object."""
    for place, value in _kept(constructor):
        if isinstance(place, ast.Attribute) and is_receiver(place.value, constructor):
            if name in names_held(value):
                return True
    return any(
        isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr == "__init__"
        and name in names_held(each)
        for each in walk(constructor.node())
    )


def _kept(constructor: FunctionDefinition) -> Iterator[tuple[ast.expr, ast.expr]]:
    """What a constructor assigns to, each with what it is given."""
    for each in walk(constructor.node()):
        if isinstance(each, (ast.Assign, ast.AnnAssign)) and each.value is not None:
            for target in each.targets if isinstance(each, ast.Assign) else [each.target]:
                yield from _assigned(target, each.value)


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The single targets of an assignment, each with what it is given."""
    if isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)):
        if len(target.elts) == len(value.elts):
            yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


def _returns_holder(function: FunctionNode, name: str) -> bool:
    """Whether a dependency returns or yields a parameter, or something that it has made with it."""
    return any(
        isinstance(each, (ast.Return, ast.Yield))
        and each.value is not None
        and name in names_held(each.value)
        for each in walk(function)
    )
