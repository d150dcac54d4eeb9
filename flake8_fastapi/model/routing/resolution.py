"""Which application or router an expression refers to, across files: the object, not only its class."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import (
    ClassDefinition,
    FunctionDefinition,
    ImportBinding,
    ValueBinding,
)
from flake8_fastapi.model.framework_names import APPLICATIONS
from flake8_fastapi.model.routing.bound_values import BoundValues
from flake8_fastapi.model.routing.given import given_for
from flake8_fastapi.model.routing.light_types import DEEPEST, plain_value
from flake8_fastapi.model.routing.objects import RoutingObject, Scope
from flake8_fastapi.model.routing.own_classes import prefix_given
from flake8_fastapi.model.routing.scopes import LocalBinding, ParameterBinding
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import (
    ClassObject,
    External,
    FunctionObject,
    Instance,
    ModuleObject,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.model.definitions import Binding
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.scope import Scope as AnyScope

ADDING = frozenset(
    {"get", "put", "post", "delete", "options", "head", "patch", "trace", "api_route", "add_api_route",
     "websocket", "add_api_websocket_route", "websocket_route", "route", "add_route",
     "include_router", "mount"}
)  # fmt: skip
"""Methods that decide which routes there are: a subclass that overrides one does something of its own."""


class Resolver(BoundValues):
    """Follows expressions of one project to the calls that make applications and routers."""

    def object_of(self, node: ast.expr | None, scope: Scope) -> RoutingObject | None:
        """The application or router that an expression refers to; None where that is not known."""
        if node is None or self._depth > DEEPEST:
            return None
        self._depth += 1
        try:
            return self._object_of(node, scope)
        finally:
            self._depth -= 1

    def _object_of(self, node: ast.expr, scope: Scope) -> RoutingObject | None:
        if isinstance(node, ast.Name):
            return self._named(node.id, scope)
        if isinstance(node, ast.Attribute):
            return self._attribute(node, scope)
        if isinstance(node, ast.Call):
            return self._called(node, scope)
        if isinstance(node, (ast.NamedExpr, ast.Await)):
            return self.object_of(node.value, scope)
        if isinstance(node, ast.IfExp):
            return _only([self.object_of(node.body, scope), self.object_of(node.orelse, scope)])
        return None

    def _named(self, name: str, scope: Scope) -> RoutingObject | None:
        if name in scope.overrides:
            return self.object_of(*scope.overrides[name])
        found = self._local(name, scope)
        if found is not None:
            owner, bindings = found
            return self._bound_locally(owner, name, bindings)
        if scope.cls is not None and scope.function is None and name in scope.cls.values:
            return self._class_attribute(scope.cls, name)
        return self.object_in(scope.module, name)

    def _bound_locally(
        self, function: FunctionDefinition, name: str, bindings: list[LocalBinding]
    ) -> RoutingObject | None:
        scope = Scope(function.module, function)
        found: list[RoutingObject | None] = []
        for each in bindings:
            if isinstance(each, ParameterBinding):
                found.append(self._parameter(function, each.argument))
            elif isinstance(each, ImportBinding):
                found.append(self._imported(function.module, each))
            elif isinstance(each, ValueBinding):
                found += self._value(each, scope)
            else:
                found.append(None)
        return _only(found)

    def _value(self, binding: ValueBinding, scope: Scope) -> list[RoutingObject | None]:
        """What an assignment gives: nothing for one of None, which only declares the name."""
        if binding.value is None and binding.annotation is not None:
            return []
        if isinstance(binding.value, ast.Constant) and binding.value.value is None:
            return []
        value = plain_value(binding)
        return [self.object_of(value, scope)] if value is not None else [None]

    def _parameter(self, function: FunctionDefinition, argument: ast.arg) -> RoutingObject | None:
        """An object that is handed in: known by function and name where its annotation says what it is."""
        if argument.annotation is None:
            return self._including(function, argument)
        outer = self.interpreter.definition_scope(function)
        scope = Scope(function.module, function)
        return self._handed_in(argument.annotation, outer, argument, argument.arg, scope)

    def _including(self, function: FunctionDefinition, argument: ast.arg) -> RoutingObject | None:
        """A parameter without an annotation that includes routers, which only apps and routers do."""
        if f"{argument.arg}.include_router(" not in self.project.bodies.text_of(function):
            return None
        return RoutingObject(
            function.module, argument.lineno, argument.col_offset, True, "fastapi.FastAPI",
            Scope(function.module, function), None, argument.arg, None,
        )  # fmt: skip

    def _handed_in(
        self, annotation: ast.expr, outer: AnyScope, node: ast.expr | ast.arg, name: str, scope: Scope
    ) -> RoutingObject | None:
        declared = self.interpreter.annotations.value_type(outer, annotation)
        cls = declared.cls if isinstance(declared, Instance) else None
        base = self.base_of(cls) if cls is not None else None
        if cls is None or base is None:
            return None
        return RoutingObject(
            scope.module, node.lineno, node.col_offset, base in APPLICATIONS, cls,
            scope, None, name, None, self._is_customised(cls),
        )  # fmt: skip

    def object_in(self, module: Module, name: str) -> RoutingObject | None:
        """The application or router that a top-level name of a module stands for; None for other names."""
        if self._depth > DEEPEST:
            return None
        self._depth += 1
        try:
            bindings = module.lookup(name)
            if bindings:
                return self._bound_at_top(module, name, bindings)
            for star in reversed(module.skeleton.stars):
                target = self.interpreter.names.imported_module(module, star)
                if target is not None and target is not module:
                    exported = target.skeleton.exported
                    if name in exported if exported is not None else not name.startswith("_"):
                        found = self.object_in(target, name)
                        if found is not None:
                            return found
            return None
        finally:
            self._depth -= 1

    def _bound_at_top(self, module: Module, name: str, bindings: Iterable[Binding]) -> RoutingObject | None:
        scope = Scope(module)
        found: list[RoutingObject | None] = []
        for each in bindings:
            if isinstance(each, ImportBinding):
                found.append(self._imported(module, each))
            elif isinstance(each, ValueBinding):
                found += self._value(each, scope)
            else:
                found.append(None)
        for writer in module.writers_of(name):
            for local in self.locals_of(writer).bindings.get(name, ()):
                found += (
                    self._value(local, Scope(module, writer)) if isinstance(local, ValueBinding) else [None]
                )
        return _only(found)

    def _imported(self, module: Module, binding: ImportBinding) -> RoutingObject | None:
        if binding.attribute is None:
            return None
        target = self.interpreter.names.imported_module(module, binding)
        if target is None or target is module:
            return None
        return self.object_in(target, binding.attribute)

    def _attribute(self, node: ast.Attribute, scope: Scope) -> RoutingObject | None:
        if isinstance(node.value, ast.Name) and scope.function is not None:
            owner = self._receiver(node.value.id, scope.function)
            if owner is not None:
                return self._class_attribute(owner, node.attr)
        of = self.type_of(node.value, scope)
        if isinstance(of, ModuleObject):
            return self.object_in(of.module, node.attr)
        if isinstance(of, (ClassObject, Instance)):
            cls = of.definition if isinstance(of, ClassObject) else of.cls
            if isinstance(cls, ClassDefinition) and self.base_of(cls) is None:
                return self._class_attribute(cls, node.attr)
        if node.attr == "router":  # an application's own router: what is added there is the application's
            found = self.object_of(node.value, scope)
            return found if found is not None and found.is_application else None
        return None

    def _class_attribute(self, cls: ClassDefinition, name: str) -> RoutingObject | None:
        """What objects of a class hold under a name, where all that assign it agree."""
        for each in self.interpreter.hierarchy.lineage(cls):
            if not isinstance(each, ClassDefinition):
                continue
            stored = self._stored(each, name)
            if stored:
                found = [value for one in stored for value in self._value(*one)]
                return _only(found) or self._declared(stored, name)
            for getter in each.methods.get(name, ()):
                return self.returned_by(getter) if self.interpreter.is_property(getter) else None
        return None

    def _declared(self, stored: list[tuple[ValueBinding, Scope]], name: str) -> RoutingObject | None:
        """An attribute that is only declared (a dataclass's field): known by where it is declared."""
        for binding, scope in stored:
            if binding.annotation is not None:
                return self._handed_in(
                    binding.annotation, self._outer_scope(scope), binding.annotation, name, scope
                )
        return None

    def _called(self, node: ast.Call, scope: Scope) -> RoutingObject | None:
        of = self.type_of(node.func, scope)
        made = self.made_by(node, of, scope)
        if made is not None:
            return made
        if isinstance(of, FunctionObject):
            returned = self.returned_by(of.definition)
            if returned is None or returned.call is not None or returned.scope.function is not of.definition:
                return returned
            # It hands back what it was given, as ``app = set_up(FastAPI())`` does.
            given = given_for(node, of.definition, returned.parameter)
            return self.object_of(given, scope) or returned
        if isinstance(of, External) and of.name in ("typing.cast", "typing_extensions.cast"):
            return self.object_of(node.args[1], scope) if len(node.args) == 2 else None
        return None

    def made_by(self, node: ast.Call, of: Type, scope: Scope) -> RoutingObject | None:
        """The object that a call of a class makes; None when the class is no application or router."""
        cls: ClassDefinition | str
        if isinstance(of, External):
            cls = self.interpreter.knowledge.canonical(of.name)
        elif isinstance(of, ClassObject):
            cls = of.definition
        else:
            return None
        base = self.base_of(cls)
        if base is None:
            return None
        return RoutingObject(
            scope.module, node.lineno, node.col_offset, base in APPLICATIONS, cls, scope, node, "",
            prefix_given(self, node, cls, scope) if base not in APPLICATIONS else (),
            self._is_customised(cls),
        )  # fmt: skip

    def _is_customised(self, cls: ClassDefinition | str) -> bool:
        if isinstance(cls, str):
            return False
        return any(
            isinstance(each, ClassDefinition) and not ADDING.isdisjoint(each.methods)
            for each in self.interpreter.hierarchy.lineage(cls)
        )

    def returned_by(self, function: FunctionDefinition) -> RoutingObject | None:
        """The application or router that a function returns, where all its returns agree; else None."""
        if self._depth > DEEPEST or function.is_async:
            return None
        values = [
            value
            for value in self.locals_of(function).returned
            if value is not None and not (isinstance(value, ast.Constant) and value.value is None)
        ]
        scope = Scope(function.module, function)
        made = [each for value in values for each in _kept_under(function, value) or [value]]
        return _only([self.object_of(each, scope) for each in made])


def _kept_under(function: FunctionDefinition, value: ast.expr) -> list[ast.expr]:
    """For ``return found[key]`` what the function puts there, as a hand-made memo does; else nothing."""
    if not isinstance(value, ast.Subscript):
        return []
    name = ast.dump(value.value)
    return [
        each.value
        for each in walk(function.node())
        if isinstance(each, ast.Assign)
        for target in each.targets
        if isinstance(target, ast.Subscript) and ast.dump(target.value) == name
    ]


def _only(found: list[RoutingObject | None]) -> RoutingObject | None:
    """The one object that all of these are."""
    first = found[0] if found else None
    return first if all(each == first for each in found) else None
