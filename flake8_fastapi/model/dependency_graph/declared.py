"""The dependencies that the file being checked declares: each ``Depends(…)``, and where it stands."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.dependency_graph.functions import depends_calls
from flake8_fastapi.model.dependency_graph.uses import is_other_library, provider_of, scope_of
from flake8_fastapi.model.local_names import parameters_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.tree_index import FUNCTIONS
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import UNKNOWN, Dependency, External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.types import Type

FunctionWithName = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class DependsCall(Located):
    """``Depends(…)`` or ``Security(…)`` of FastAPI in the file being checked.

    ``place`` is ``default`` or ``annotation`` of the ``parameter`` of ``function``, ``alias`` inside an
    ``Annotated`` that is no parameter's, ``attribute`` in the body of a class, else ``value``.
    """

    PLACE = "call"

    module: Module
    call: ast.Call
    place: str
    function: ast.FunctionDef | ast.AsyncFunctionDef | None = None
    parameter: ast.arg | None = None

    @property
    def provider(self) -> ast.expr | None:
        """The argument that says what to depend on; None where the annotation says it."""
        return provider_of(self.call)

    @property
    def provider_type(self) -> Type:
        """What is depended on."""
        provider = self.provider
        if provider is None:
            return UNKNOWN
        named = provider.func if isinstance(provider, ast.Call) else provider
        if not _has_local_names(self.module, named):
            # What it gives is known without evaluating the whole function around it.
            return self.module.project.interpreter.module_scope(self.module).type_of(provider)
        return self.module.observation.type_of(provider)

    @property
    def target(self) -> ast.expr | None:
        """What is depended on as it is written: the argument, else the parameter's type; None for neither."""
        annotation = self.parameter.annotation if self.parameter is not None else None
        if self.provider is not None or annotation is None:
            return self.provider
        return read_annotation(annotation, self.module).type.node

    @property
    def scope(self) -> str:
        """``function``, ``request`` (also where it is left out), or empty where it is not known."""
        return scope_of(self.module.project.interpreter.module_scope(self.module), self.call)


@dataclass(frozen=True, slots=True)
class ProvidedParameter:
    """A parameter that a dependency fills, by its default, its annotation, or an alias of another file."""

    parameter: ast.arg
    call: ast.Call
    provider: Type
    scope: str


def _has_local_names(module: Module, node: ast.expr) -> bool:
    """Whether an expression has a name that a function around it gives a meaning to."""
    around = [each for each in module.index.ancestors(node) if isinstance(each, FUNCTIONS)]
    names = {each.id for each in walk(node) if isinstance(each, ast.Name)}
    return any(names & module.index.names_bound_in(function) for function in around)


def depends_calls_of_fastapi(module: Module) -> Iterator[DependsCall]:
    """The dependencies that a file declares; what only has the name of FastAPI's is left out."""
    scope = module.project.interpreter.module_scope(module)
    for call in depends_calls(module):
        if is_other_library(scope, call.func):
            continue
        is_named = isinstance(scope.reference(call.func), External)
        if is_named or isinstance(module.observation.type_of(call), Dependency):
            yield _placed(module, call)


def _placed(module: Module, call: ast.Call) -> DependsCall:
    index = module.index
    child: ast.AST = call
    in_subscript = False
    for above in index.ancestors(call):
        if isinstance(above, ast.arg):
            function = index.parent(index.parent(above) or above)
            if isinstance(function, FunctionWithName):
                return DependsCall(module, call, "annotation", function, above)
        if isinstance(above, ast.arguments) and child is call:
            function = index.parent(above)
            if isinstance(function, FunctionWithName):
                for parameter, default in parameters_of(function):
                    if default is call:
                        return DependsCall(module, call, "default", function, parameter)
        if isinstance(above, ast.stmt):
            if isinstance(above, (ast.Assign, ast.AnnAssign)) and child is call:
                if index.class_around(call) is not None:
                    return DependsCall(module, call, "attribute")
            break
        in_subscript = in_subscript or isinstance(above, ast.Subscript)
        child = above
    return DependsCall(module, call, "alias" if in_subscript else "value")


def provided_parameters(module: Module, function: FunctionWithName) -> Iterator[ProvidedParameter]:
    """The parameters of a function of the file being checked that dependencies fill."""
    observation = module.observation
    interpreter = module.project.interpreter
    for parameter, default in parameters_of(function):
        if isinstance(default, ast.Call):
            of = observation.type_of(default)
            if isinstance(of, Dependency):
                scope = scope_of(interpreter.module_scope(module), default)
                yield ProvidedParameter(parameter, default, of.provider, scope)
                continue
        if parameter.annotation is None:
            continue
        for written in read_annotation(parameter.annotation, module).metadata:
            if not isinstance(written.node, ast.Call):
                continue
            there = interpreter.module_scope(written.module)
            of = there.type_of(written.node)
            if of is UNKNOWN and written.module is module:
                of = observation.type_of(written.node)
            if isinstance(of, Dependency):
                yield ProvidedParameter(parameter, written.node, of.provider, scope_of(there, written.node))


def depends_on(project: Project, function: FunctionDefinition, wanted: FunctionDefinition) -> bool:
    """Whether a function of any file depends on another, itself or through its dependencies."""
    seen = {function}
    pending = [function]
    while pending:
        each = pending.pop()
        for _, provider in providers_of(each):
            for definition in project.dependencies.functions_called(provider):
                if definition is wanted:
                    return True
                if definition not in seen:
                    seen.add(definition)
                    pending.append(definition)
    return False


def providers_of(function: FunctionDefinition) -> Iterator[tuple[str, Type]]:
    """The parameters of a function of any file that dependencies fill, with what they depend on."""
    interpreter = function.module.project.interpreter
    scope = interpreter.definition_scope(function)
    for parameter, default in parameters_of(function.node()):
        found = [(default, scope.type_of(default))] if isinstance(default, ast.Call) else []
        declared = read_annotation(parameter.annotation, function.module) if parameter.annotation else None
        for written in declared.metadata if declared is not None else ():
            if isinstance(written.node, ast.Call):
                found.append((written.node, interpreter.module_scope(written.module).type_of(written.node)))
        for call, of in found:
            if isinstance(of, Dependency):
                provider = of.provider
                if declared is not None and provider_of(call) is None:  # `Depends()`: the annotation says it
                    there = interpreter.module_scope(declared.type.module)
                    provider = there.reference(declared.type.node)
                yield parameter.arg, provider
