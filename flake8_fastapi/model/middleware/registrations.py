"""The middleware that a function or module adds to an app, in the order in which it runs."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.framework_names import MIDDLEWARE_ENTRIES
from flake8_fastapi.model.inclusions import routing_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.receivers import is_receiver
from flake8_fastapi.model.types import UNKNOWN, External, FunctionObject, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.routing.facts import FileRouting
    from flake8_fastapi.model.routing.objects import RoutingObject, Scope

BASE = frozenset({"starlette.middleware.base.BaseHTTPMiddleware"})
DEEPEST_CALL = 4
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

Branch = tuple[str, int, int, str]
"""An ``if``, ``try`` or ``match`` by file and place, and which of its blocks."""


@dataclass(frozen=True, slots=True)
class Registration(Located):
    """One middleware of an app.

    ``form`` is ``added`` (``add_middleware``), ``decorated`` (``app.middleware("http")``) or
    ``listed`` (``FastAPI(middleware=[...])``). ``of`` is the class, or the function that is wrapped.
    """

    form: str
    of: Type
    name: str
    module: Module
    node: ast.expr
    branches: tuple[Branch, ...] = ()
    is_undefined: bool = False
    """Whether nothing says what the class is: its name is not bound anywhere, as in a snippet."""
    is_followed: bool = False
    """Whether it stands in a function that does not say that it gets an app: only its caller knows."""

    def excludes(self, other: Registration) -> bool:
        """Whether the two stand in different blocks of one statement, so that an app never has both."""
        return any(own[:3] == its[:3] and own[3] != its[3] for own in self.branches for its in other.branches)


class Collector:
    """Collects what is registered on one app, following calls that hand it on."""

    def __init__(self, project: Project, app: RoutingObject | None) -> None:
        self.project = project
        self.app = app
        self.resolver = project.routing.resolver
        self._files: dict[Module, FileRouting] = {}
        self._active: list[FunctionDefinition] = []

    def file(self, module: Module) -> FileRouting:
        """The routing of a file, read once."""
        if module not in self._files:
            self._files[module] = routing_of(module)
        return self._files[module]

    def run(self, module: Module, function: FunctionDefinition | None) -> Iterator[Registration]:
        """What a module's top level, or a function, registers on the app; in the order of the source."""
        if self.app is not None:
            yield from self._run(module, function, self.app, ())

    def _run(
        self,
        module: Module,
        function: FunctionDefinition | None,
        target: RoutingObject,
        above: tuple[Branch, ...],
        handed: dict[str, tuple[ast.expr, Scope]] | None = None,
    ) -> Iterator[Registration]:
        """``handed`` are parameters without a type, each with what the caller gives for it."""
        file = self.file(module)
        for call in file.index.of_kind(ast.Call):
            scope = file.scope_of(call)
            if handed:
                scope = replace(scope, overrides={**scope.overrides, **handed})
            if not _is_same(scope.function, function) or not isinstance(call.func, (ast.Name, ast.Attribute)):
                continue
            registration = self._registration(file, call, scope, target)
            if registration is not None:
                branches = above + branches_around(file, call)
                yield replace(registration, branches=branches, is_followed=bool(handed))
            elif len(self._active) < DEEPEST_CALL:
                yield from self._handed_on(file, call, scope, target, above)

    def _registration(
        self, file: FileRouting, call: ast.Call, scope: Scope, target: RoutingObject
    ) -> Registration | None:
        function = call.func
        if not isinstance(function, ast.Attribute) or function.attr not in ("add_middleware", "middleware"):
            return None
        if self.resolver.object_of(function.value, scope) != target:
            return None
        if function.attr == "add_middleware":
            cls = argument(call, "middleware_class", 0)
            if cls is None:
                return None
            of, name = self.class_or_function(call, cls, scope)
            return Registration("added", of, name, file.module, call)
        above = file.index.parent(call)
        if isinstance(above, FUNCTIONS) and call in above.decorator_list:
            return Registration(
                "decorated", FunctionObject(file.definition_of(above)), above.name, file.module, call
            )
        if isinstance(above, ast.Call) and above.func is call and above.args:
            given = above.args[0]
            return Registration(
                "decorated", self.resolver.type_of(given, scope), ast.unparse(given), file.module, call
            )
        return None

    def class_or_function(self, call: ast.Call, cls: ast.expr, scope: Scope) -> tuple[Type, str]:
        """A class, or for ``BaseHTTPMiddleware, dispatch=function`` the function."""
        of = self.resolver.type_of(cls, scope)
        dispatch = argument(call, "dispatch")
        if dispatch is not None and isinstance(of, External) and canonical(self.project, of.name) in BASE:
            return self.resolver.type_of(dispatch, scope), ast.unparse(dispatch)
        return of, ast.unparse(cls)

    def listed(self) -> Iterator[Registration]:
        """The entries of ``middleware=[...]``, outermost first."""
        value = self.app.keywords.get("middleware") if self.app is not None else None
        if self.app is None or value is None:
            return
        scope = self.app.scope
        if isinstance(value, (ast.Name, ast.Attribute)):
            behind = self.resolver.value_of(value, scope)
            if behind is None or self._is_changed_in_front(ast.unparse(value), scope):
                return
            value, scope = behind
        for entry in value.elts if isinstance(value, (ast.List, ast.Tuple)) else ():
            of: Type = UNKNOWN
            name = ast.unparse(entry)
            if isinstance(entry, ast.Call):
                made = self.resolver.type_of(entry.func, scope)
                cls = argument(entry, "cls", 0)
                if (
                    isinstance(made, External)
                    and canonical(self.project, made.name) in MIDDLEWARE_ENTRIES
                    and cls is not None
                ):
                    of, name = self.class_or_function(entry, cls, scope)
            yield Registration("listed", of, name, scope.module, entry)

    def _is_changed_in_front(self, name: str, scope: Scope) -> bool:
        """Whether something may be put in front of a list that has a name."""
        lines = self.project.bodies.lines_of(scope.module)
        return any(f"{name}.insert(" in line or f"{name}.reverse(" in line for line in lines)

    def _handed_on(
        self,
        file: FileRouting,
        call: ast.Call,
        scope: Scope,
        target: RoutingObject,
        above: tuple[Branch, ...],
    ) -> Iterator[Registration]:
        """What a function of the project registers that gets the app, or is a method beside it."""
        position = self._position_of(call, scope, target)
        is_method = (
            scope.function is not None
            and isinstance(call.func, ast.Attribute)
            and is_receiver(call.func.value, scope.function)
        )
        if position is None and not is_method:
            return
        definition = self.resolver.function_of(call.func, scope)
        if definition is None or definition in self._active:
            return
        inner = target
        given: dict[str, tuple[ast.expr, Scope]] = {}
        if position is not None:
            parameter = _parameter_at(definition, position)
            handed = self._parameter_object(definition, parameter)
            if handed is not None:
                inner = handed
            elif parameter:
                given[parameter] = (_argument_at(call, position), scope)
        self._active.append(definition)
        try:
            here = above + branches_around(file, call)
            yield from self._run(definition.module, definition, inner, here, given)
        finally:
            self._active.pop()

    def _position_of(self, call: ast.Call, scope: Scope, target: RoutingObject) -> int | str | None:
        """Where a call hands the app on: the position or the keyword."""
        for position, each in enumerate(call.args):
            if isinstance(each, (ast.Name, ast.Attribute)) and self.resolver.object_of(each, scope) == target:
                return position
        for keyword in call.keywords:
            if keyword.arg and isinstance(keyword.value, (ast.Name, ast.Attribute)):
                if self.resolver.object_of(keyword.value, scope) == target:
                    return keyword.arg
        return None

    def _parameter_object(self, definition: FunctionDefinition, name: str) -> RoutingObject | None:
        """The app as the called function sees it."""
        if not name:
            return None
        from flake8_fastapi.model.routing.objects import Scope as FunctionScope

        return self.resolver.object_of(
            ast.Name(name, ast.Load()), FunctionScope(definition.module, definition)
        )


def _parameter_at(definition: FunctionDefinition, position: int | str) -> str:
    if isinstance(position, str):
        return position
    node = definition.node()
    names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
    if definition.owner is not None:
        position += 1
    return names[position] if position < len(names) else ""


def _argument_at(call: ast.Call, position: int | str) -> ast.expr:
    if isinstance(position, str):
        return next(each.value for each in call.keywords if each.arg == position)
    return call.args[position]


def _is_same(one: FunctionDefinition | None, other: FunctionDefinition | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.module is other.module and (one.line, one.column) == (other.line, other.column)


def canonical(project: Project, name: str) -> str:
    """The spelling of a library's name that the tables use."""
    return project.knowledge.canonical(name)


def branches_around(file: FileRouting, node: ast.AST) -> tuple[Branch, ...]:
    """The blocks of ``if``, ``try`` and ``match`` that a node stands in, inside of its function."""
    found: list[Branch] = []
    child: ast.AST = node
    for above in file.index.ancestors(node):
        if isinstance(above, (*FUNCTIONS, ast.Lambda)) and isinstance(child, ast.stmt):
            break
        if isinstance(above, (ast.If, ast.Try)):
            block = _block_of(above, child)
            if (isinstance(above, ast.If) and block in ("body", "orelse")) or block.startswith("handler"):
                found.append((file.module.path, above.lineno, above.col_offset, block))
        elif isinstance(above, ast.match_case):
            match = file.index.parent(above)
            if match is not None:
                place = (getattr(match, "lineno", 0), getattr(match, "col_offset", 0))
                found.append((file.module.path, *place, str(above.pattern.lineno)))
        child = above
    return tuple(found)


def _block_of(statement: ast.If | ast.Try, child: ast.AST) -> str:
    for name in ("body", "orelse", "finalbody"):
        if child in getattr(statement, name, ()):
            return name
    return f"handler {getattr(child, 'lineno', 0)}"
