"""Dependencies that FastAPI never gets to see: declared in a body, forgotten, or called by hand."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.bodies import yields
from flake8_fastapi.model.dependency_graph.declared import depends_calls_of_fastapi
from flake8_fastapi.model.dependency_graph.functions import SESSIONS, dependency_functions, functions_in
from flake8_fastapi.model.dependency_graph.yield_flow import YieldFlow, yields_below
from flake8_fastapi.model.local_names import parameters_of, reads_of, value_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import UNKNOWN, ClassObject, FunctionObject, Generator, Instance, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module

OF_DEPENDS = frozenset({"dependency", "use_cache", "scope", "scopes", "max_concurrency"})
"""The attributes that the object made by ``Depends(…)`` has itself."""

OF_GENERATORS = frozenset(
    {"send", "throw", "close", "gi_frame", "asend", "athrow", "aclose", "__next__", "__anext__", "__iter__"}
)
ANY_OBJECT = frozenset({"builtins.object", "collections.abc.Awaitable", "typing.Awaitable"})
STEPS = frozenset({"__next__", "__anext__", "send", "asend"})
NEXT = frozenset({"next", "anext"})
ASYNC_STEPS = frozenset({"anext", "asend"})


@dataclass(frozen=True, slots=True)
class MisplacedDependency(Located):
    """A dependency that is not declared where FastAPI looks, so that it is never resolved.

    ``kind`` is ``value`` (``Depends(…)`` used as if it were what it stands for), ``undeclared`` (a
    function as default), ``generator`` (a dependency that yields called by hand, and its generator used
    as if it were the value), ``manager`` (the same under ``with``), ``step`` (``next(get_db())``, whose
    generator ends at once) or ``mismatch`` (``next()`` of an asynchronous one, or ``anext()`` of a plain
    one). ``name`` is the dependency's, ``target`` what receives it. ``is_behind`` tells that it stands in
    a function which those that FastAPI calls call.
    """

    node: ast.expr
    kind: str
    name: str
    target: str = ""
    is_behind: bool = False


def misplaced_dependencies(module: Module) -> Iterator[MisplacedDependency]:
    """The dependencies of a file that stand where FastAPI does not look."""
    return _Search(module).found()


class _Search:
    """The file being checked, and the functions in it that requests come through."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.index = module.index
        self.observation = module.observation
        self.dependencies = module.project.dependencies

    @cached_property
    def handlers(self) -> frozenset[ast.AST]:
        """The path operations and dependencies of the file."""
        routes = {each.function for each in self.module.routing.routes if each.function is not None}
        return frozenset({*routes, *(each.node for each in dependency_functions(self.module))})

    def found(self) -> Iterator[MisplacedDependency]:
        """All of them, in no particular order."""
        for depends in depends_calls_of_fastapi(self.module):
            around = self.index.function_around(depends.call)
            if depends.place == "value" and around is not None:
                provider = depends.provider
                name = ast.unparse(provider) if provider is not None else ""
                if self._is_used_as_value(depends.call, around):
                    yield MisplacedDependency(depends.call, "value", name)
        for call in self.index.of_kind(ast.Call):
            yield from self._called_by_hand(call)
        for function in functions_in(self.module):
            yield from self._undeclared(function)

    def _is_used_as_value(self, call: ast.Call, around: FunctionNode) -> bool:
        """Whether what ``Depends(…)`` makes is used like what the dependency would give."""
        parent = self.index.parent(call)
        if isinstance(parent, (ast.Assign, ast.AnnAssign)):
            target = parent.targets[0] if isinstance(parent, ast.Assign) else parent.target
            if not isinstance(target, ast.Name) or value_of(self.index, around, target.id) is not call:
                return False
            reads: list[ast.expr] = [*reads_of(self.index, around, target.id)]
        else:
            reads = [call]
        if any(self._needs_value(each, OF_DEPENDS) for each in reads):
            return True
        return around in self.handlers and any(
            self._is_given_to_project(each) or isinstance(self.index.parent(each), ast.Return)
            for each in reads
        )

    def _is_given_to_project(self, node: ast.expr) -> bool:
        """Whether an expression is an argument of a function or class of the project."""
        given = self._call_given(node)
        if given is None:
            return False
        return isinstance(self.observation.type_of(given[0].func), (FunctionObject, ClassObject))

    def _call_given(self, node: ast.expr) -> tuple[ast.Call, int | str] | None:
        """The call that an expression is an argument of, with its position or name there."""
        parent = self.index.parent(node)
        if isinstance(parent, ast.keyword):
            call = self.index.parent(parent)
            return (call, parent.arg) if isinstance(call, ast.Call) and parent.arg is not None else None
        if isinstance(parent, ast.Call) and node in parent.args:
            return parent, parent.args.index(node)
        return None

    def _needs_value(self, node: ast.expr, own: frozenset[str]) -> bool:
        """Whether an expression's use needs more than an object with these attributes."""
        parent = self.index.parent(node)
        if isinstance(parent, ast.Attribute):
            return parent.attr not in own
        if isinstance(parent, (ast.Await, ast.Subscript)):
            return parent.value is node
        if isinstance(parent, ast.Call):
            return parent.func is node
        return False

    def _called_by_hand(self, call: ast.Call) -> Iterator[MisplacedDependency]:
        function = call.func
        if isinstance(function, ast.Name) and function.id in NEXT:
            made = call.args[0] if len(call.args) == 1 else None
        elif isinstance(function, ast.Attribute) and function.attr in STEPS:
            made = function.value
        else:
            made = None
        if isinstance(made, ast.Call):
            yield from self._stepped(call, made)
            return
        statement = self.index.parent(call)
        if isinstance(statement, ast.withitem):
            definition = self._dependency_called(call)
            if definition is not None:
                target = ast.unparse(statement.optional_vars) if statement.optional_vars is not None else "it"
                yield MisplacedDependency(call, "manager", definition.label, target)
            return
        if isinstance(statement, ast.AnnAssign):
            assigned: ast.expr = statement.target
        elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            assigned = statement.targets[0]
        else:
            return
        around = self.index.function_around(call)
        if not isinstance(assigned, ast.Name) or around is None or around not in self.handlers:
            return
        if not self.dependencies.are_named(last_name(function)):
            return
        if value_of(self.index, around, assigned.id) is not call:
            return
        definition = self._dependency_called(call)
        if definition is not None:
            reads = reads_of(self.index, around, assigned.id)
            if any(self._needs_value(each, OF_GENERATORS) or self._is_given_as_value(each) for each in reads):
                yield MisplacedDependency(call, "generator", definition.label, assigned.id)

    def _stepped(self, call: ast.Call, made: ast.Call) -> Iterator[MisplacedDependency]:
        """The step of a generator that nothing holds."""
        definition = self._dependency_called(made, also_behind=True)
        is_declared = definition is not None
        if definition is None:
            definition = self._session_generator(made)
        if definition is None:
            return
        is_behind = self.index.function_around(call) not in self.handlers
        word = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if (word.strip("_") in ASYNC_STEPS) != definition.is_async:
            yield MisplacedDependency(call, "mismatch", definition.label, word, is_behind)
        elif _cleans_up(definition) and not (
            (is_behind or not is_declared) and self._is_closed_by_hand(call)
        ):
            yield MisplacedDependency(call, "step", definition.label, is_behind=is_behind)

    def _is_closed_by_hand(self, call: ast.Call) -> bool:
        """Whether what a call gives is closed by ``with``, or by its own method in ``finally``.

        Then it opened itself again, and does no harm.
        """
        parent = self.index.parent(call)
        if isinstance(parent, ast.Await):
            parent = self.index.parent(parent)
        if isinstance(parent, ast.withitem):
            return True
        target = parent.targets[0] if isinstance(parent, ast.Assign) else getattr(parent, "target", None)
        around = self.index.function_around(call)
        if not isinstance(target, ast.Name) or around is None:
            return False
        return any(
            isinstance(method := self.index.parent(read), ast.Attribute)
            and method.attr in ("close", "aclose")
            and self._is_in_finally(method)
            for read in reads_of(self.index, around, target.id)
        )

    def _is_in_finally(self, node: ast.AST) -> bool:
        child = node
        for above in self.index.ancestors(node):
            if isinstance(above, (ast.Try, ast.TryStar)) and child in above.finalbody:
                return True
            child = above
        return False

    def _is_given_as_value(self, node: ast.expr) -> bool:
        """Whether a function of the project gets an expression for what it declares as an object."""
        given = self._call_given(node)
        if given is None:
            return False
        call, place = given
        declared = self._declared_by(self.observation.type_of(call.func), place)
        return all(
            isinstance(each, Instance) and each.cls not in ANY_OBJECT for each in alternatives(declared)
        )

    def _declared_by(self, called: Type, place: int | str) -> Type:
        """The type that a function or class of the project declares for an argument."""
        interpreter = self.module.project.interpreter
        definition = called.definition if isinstance(called, FunctionObject) else None
        if isinstance(called, ClassObject):
            definition = interpreter.hierarchy.method(called.definition, "__init__")
        parameter = definition and interpreter.signatures.of(definition).parameter(place)
        return parameter.declared if parameter else UNKNOWN

    def _dependency_called(
        self, call: ast.Call, also_behind: bool = False, in_signature: bool = False
    ) -> FunctionDefinition | None:
        """The dependency that a path operation or another dependency calls by hand; one that yields.

        With ``also_behind``, also that which a function calls that serves requests behind them; with
        ``in_signature`` the call is a parameter's default.
        """
        if not self.dependencies.are_named(last_name(call.func)):
            return None
        of = self.observation.type_of(call.func)
        if not isinstance(of, FunctionObject) or of.manager:
            return None
        if not isinstance(self.observation.type_of(call), Generator):
            return None
        if not self.dependencies.is_depended_on(of.definition):
            return None
        around = self.index.function_around(call)
        if in_signature or around in self.handlers or (also_behind and self._serves(around)):
            return of.definition
        return None

    def _session_generator(self, call: ast.Call) -> FunctionDefinition | None:
        """The generator of sessions that is called by hand on the request path, and declared nowhere."""
        if not isinstance(call.func, (ast.Name, ast.Attribute)):
            return None
        of = self.observation.type_of(call.func)
        made = self.observation.type_of(call)
        if not isinstance(of, FunctionObject) or of.manager or not isinstance(made, Generator):
            return None
        if self.observation.class_names(made.item).isdisjoint(SESSIONS):
            return None
        around = self.index.function_around(call)
        return of.definition if around in self.handlers or self._serves(around) else None

    def _serves(self, function: FunctionNode | None) -> bool:
        """Whether a function of the file is on the request path."""
        definition = self.observation.definition_of(function) if function is not None else None
        return definition is not None and self.module.project.serving.serves(definition)

    def _undeclared(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[MisplacedDependency]:
        for parameter, default in parameters_of(function):
            if isinstance(default, ast.Call) and function in self.handlers:
                definition = self._dependency_called(default, in_signature=True)
                if definition is not None:
                    yield MisplacedDependency(default, "generator", definition.label, parameter.arg)
            if not isinstance(default, (ast.Name, ast.Attribute)):
                continue
            if not self.dependencies.are_named(last_name(default)) or function not in self.handlers:
                continue
            of = self.observation.type_of(default)
            if not isinstance(of, FunctionObject) or not self.dependencies.is_depended_on(of.definition):
                continue
            reads = reads_of(self.index, function, parameter.arg)
            if not any(self._is_called(each) for each in reads):
                yield MisplacedDependency(default, "undeclared", of.definition.label, parameter.arg)

    def _is_called(self, node: ast.expr) -> bool:
        parent = self.index.parent(node)
        return isinstance(parent, ast.Call) and parent.func is node


def _cleans_up(definition: FunctionDefinition) -> bool:
    """Whether a generator does anything once it has yielded."""
    node = definition.node()
    if isinstance(node, ast.Lambda) or not yields(node):
        return False
    if YieldFlow(node, lambda handler: handler.type is None).after:
        return True
    return any(isinstance(each, (ast.With, ast.AsyncWith)) and yields_below(each) for each in walk(node))
