"""Which application or router an expression refers to, across files: the object, not only its class."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.definitions import (
    ClassDefinition,
    FunctionDefinition,
    ImportBinding,
    ValueBinding,
)
from flake8_fastapi.model.routing.objects import RoutingObject, Scope, Text, UnknownText, keywords_of
from flake8_fastapi.model.routing.scopes import LocalBinding, Locals, ParameterBinding
from flake8_fastapi.model.types import (
    UNKNOWN,
    ClassObject,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    ModuleObject,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.model.definitions import Binding
    from flake8_fastapi.model.evaluation import Evaluation
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.scope import Scope as AnyScope

APPLICATIONS = frozenset({"fastapi.FastAPI", "starlette.applications.Starlette"})
ROUTERS = frozenset({"fastapi.APIRouter", "starlette.routing.Router"})
BASES = APPLICATIONS | ROUTERS

ADDING = frozenset(
    {"get", "put", "post", "delete", "options", "head", "patch", "trace", "api_route", "add_api_route",
     "websocket", "add_api_websocket_route", "websocket_route", "route", "add_route",
     "include_router", "mount"}
)  # fmt: skip
"""Methods that decide which routes there are: a subclass that overrides one does something of its own."""

DEEPEST = 24
"""Steps from a name to what it stands for."""


class Resolver:
    """Follows expressions of one project to the calls that make applications and routers."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.interpreter = project.interpreter
        self._locals: dict[FunctionDefinition, Locals] = {}
        self._depth = 0

    def locals_of(self, function: FunctionDefinition) -> Locals:
        """The names that a function binds."""
        known = self._locals.get(function)
        if known is None:
            known = self._locals[function] = Locals(function.module, function)
        return known

    # Objects

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

    def _local(self, name: str, scope: Scope) -> tuple[FunctionDefinition, list[LocalBinding]] | None:
        """The function around a place that binds a name, and how."""
        function = scope.function
        while function is not None:
            local = self.locals_of(function)
            if name in local.passed_on:
                if function.parent is None:
                    return None
            elif name in local.bindings:
                return function, local.bindings[name]
            function = function.parent
        return None

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
        if binding.unpack is not None or binding.iterated or binding.entered:
            return [None]
        return [self.object_of(binding.value, scope)]

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
        """The application or router that a top-level name of a module stands for."""
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

    def _receiver(self, name: str, function: FunctionDefinition) -> ClassDefinition | None:
        """The class whose object ``self`` (or whatever it is called) stands for, also in nested functions."""
        current: FunctionDefinition | None = function
        while current is not None:
            arguments = current.node().args
            positional = [*arguments.posonlyargs, *arguments.args]
            if current.owner is not None:
                if positional and positional[0].arg == name:
                    if self.interpreter.kind_of_method(current) != "static":
                        return current.owner
                return None
            if name in self.locals_of(current).bindings:
                return None
            current = current.parent
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

    # Calls

    def _called(self, node: ast.Call, scope: Scope) -> RoutingObject | None:
        of = self.type_of(node.func, scope)
        made = self.made_by(node, of, scope)
        if made is not None:
            return made
        if isinstance(of, FunctionObject):
            return self.returned_by(of.definition)
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
            self._own_prefix(node, cls, scope) if base not in APPLICATIONS else (),
            self._is_customised(cls),
        )  # fmt: skip

    def base_of(self, cls: ClassDefinition | str) -> str | None:
        """The library's class of applications or routers that a class is or derives from."""
        for base in sorted(BASES):
            if self.interpreter.hierarchy.is_subclass(cls, base):
                if base == "starlette.applications.Starlette":
                    is_fastapi = self.interpreter.hierarchy.is_subclass(cls, "fastapi.FastAPI")
                    return "fastapi.FastAPI" if is_fastapi else base
                return base
        return None

    def _is_customised(self, cls: ClassDefinition | str) -> bool:
        if isinstance(cls, str):
            return False
        return any(
            isinstance(each, ClassDefinition) and not ADDING.isdisjoint(each.methods)
            for each in self.interpreter.hierarchy.lineage(cls)
        )

    def _own_prefix(self, node: ast.Call, cls: ClassDefinition | str, scope: Scope) -> Text | None:
        """The prefix that a router is made with."""
        if (
            isinstance(cls, ClassDefinition)
            and self.interpreter.hierarchy.method(cls, "__init__") is not None
        ):
            return None
        given = keywords_of(node).get("prefix")
        if given is not None:
            return self.text_of(given, scope)
        return None if any(keyword.arg is None for keyword in node.keywords) else ()

    def returned_by(self, function: FunctionDefinition) -> RoutingObject | None:
        """The application or router that a function returns, where all its returns agree."""
        if self._depth > DEEPEST or function.is_async:
            return None
        values = [
            value
            for value in self.locals_of(function).returned
            if value is not None and not (isinstance(value, ast.Constant) and value.value is None)
        ]
        return _only([self.object_of(value, Scope(function.module, function)) for value in values])

    # Types, functions and texts

    def type_of(self, node: ast.expr, scope: Scope) -> Type:
        """What a name, dotted name or call of a class stands for, where the names of functions count too."""
        self._depth += 1
        try:
            return self._type_of(node, scope) if self._depth <= DEEPEST else UNKNOWN
        finally:
            self._depth -= 1

    def _type_of(self, node: ast.expr, scope: Scope) -> Type:
        if isinstance(node, ast.Name):
            if node.id in scope.overrides:
                return self.type_of(*scope.overrides[node.id])
            found = self._local(node.id, scope)
            if found is not None:
                return self._local_type(*found)
            return self._outer_scope(scope).name_type(node.id)
        if isinstance(node, ast.Attribute):
            return self._attribute_type(node, scope)
        if isinstance(node, ast.Call):
            of = self.type_of(node.func, scope)
            if isinstance(of, ClassObject):
                return Instance(of.definition)
            if isinstance(of, External):
                return self.interpreter.result_of_call(of, Arguments(), self._outer_scope(scope))
            if isinstance(of, FunctionObject) and not of.definition.is_async:
                return self.interpreter.declared_result(of.definition) or UNKNOWN
        if isinstance(node, ast.Subscript) and scope.function is None:
            return self._outer_scope(scope).type_of(node)
        return UNKNOWN

    def _attribute_type(self, node: ast.Attribute, scope: Scope) -> Type:
        """The type of an attribute, without running any function of the project."""
        of: Type
        owner: ClassDefinition | None = None
        if isinstance(node.value, ast.Name) and scope.function is not None:
            owner = self._receiver(node.value.id, scope.function)
        of = Instance(owner, False) if owner is not None else self.type_of(node.value, scope)
        if not isinstance(of, Instance) or not isinstance(of.cls, ClassDefinition):
            return self.interpreter.attributes.find(of, node.attr)
        method = self.interpreter.hierarchy.method(of.cls, node.attr)
        if method is not None:
            if not self.interpreter.is_property(method):
                return FunctionObject(method, of)
            return self.interpreter.declared_result(method) or UNKNOWN
        if self.base_of(of.cls) is not None:
            return ExternalMethod(of, node.attr)
        for each in self.interpreter.hierarchy.lineage(of.cls):
            if isinstance(each, ClassDefinition):
                found = self._stored(each, node.attr)
                if found:
                    types = {self._declared_or_made(*one) for one in found}
                    return types.pop() if len(types) == 1 else UNKNOWN
        return UNKNOWN

    def _declared_or_made(self, binding: ValueBinding, scope: Scope) -> Type:
        if binding.annotation is not None:
            outer = self._outer_scope(scope)
            declared = self.interpreter.annotations.value_type(outer, binding.annotation)
            if declared is not UNKNOWN:
                return declared
        if binding.value is None or binding.unpack is not None or binding.iterated or binding.entered:
            return UNKNOWN
        return self.type_of(binding.value, scope)

    def _stored(self, cls: ClassDefinition, name: str) -> list[tuple[ValueBinding, Scope]]:
        """What a class's body and its methods assign to an attribute."""
        found = [(binding, Scope(cls.module, None, cls)) for binding in cls.values.get(name, ())]
        for method in self.interpreter.attributes.assigned_in(cls).get(name, ()):
            scope = Scope(cls.module, method)
            found += [(binding, scope) for binding in _assigned_to_self(method, name)]
        return found

    def _outer_scope(self, scope: Scope) -> Evaluation:
        if scope.cls is not None and scope.function is None:
            return self.interpreter.class_scope(scope.cls)
        return self.interpreter.module_scope(scope.module)

    def _local_type(self, function: FunctionDefinition, bindings: list[LocalBinding]) -> Type:
        if len(bindings) != 1:
            return UNKNOWN
        binding = bindings[0]
        if isinstance(binding, ImportBinding):
            return self.interpreter.names.imported(function.module, binding)
        if isinstance(binding, FunctionDefinition):
            return FunctionObject(binding)
        if isinstance(binding, ParameterBinding):
            annotation = binding.argument.annotation
            outer = self.interpreter.definition_scope(function)
            return self.interpreter.annotations.value_type(outer, annotation) if annotation else UNKNOWN
        if isinstance(binding, ValueBinding) and binding.value is not None:
            if binding.unpack is None and not binding.iterated and not binding.entered:
                return self.type_of(binding.value, Scope(function.module, function))
        return UNKNOWN

    def function_of(self, node: ast.expr | None, scope: Scope) -> FunctionDefinition | None:
        """The function that an expression names: of the module, nested, a method, imported."""
        if node is None:
            return None
        if isinstance(node, ast.Lambda):
            return None
        of = self.type_of(node, scope)
        return of.definition if isinstance(of, FunctionObject) else None

    def text_of(self, node: ast.expr, scope: Scope) -> Text:
        """A text with what is known of it: literals, constants, and f-strings and sums of these."""
        return _joined(self._parts(node, scope, 0))

    def _parts(self, node: ast.expr, scope: Scope, depth: int) -> list[str | UnknownText]:
        if depth < DEEPEST:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                return [node.value]
            if isinstance(node, ast.JoinedStr):
                return [part for value in node.values for part in self._parts(value, scope, depth + 1)]
            if isinstance(node, ast.FormattedValue) and node.conversion == -1 and node.format_spec is None:
                return self._parts(node.value, scope, depth + 1)
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
                return [*self._parts(node.left, scope, depth + 1), *self._parts(node.right, scope, depth + 1)]
            if isinstance(node, (ast.Name, ast.Attribute)):
                behind = self.value_of(node, scope)
                if behind is not None and not isinstance(behind[0], (ast.Name, ast.Attribute)):
                    return self._parts(*behind, depth + 1)
        if isinstance(node, ast.FormattedValue):
            node = node.value
        return [UnknownText(ast.unparse(node), (scope.module.path, node.lineno, node.col_offset))]

    def value_of(self, node: ast.expr, scope: Scope) -> tuple[ast.expr, Scope] | None:
        """The expression that a name or attribute is bound to once and for all, and where it is read."""
        for _ in range(DEEPEST):
            found = self._value_once(node, scope)
            if found is None:
                return None
            node, scope = found
            if not isinstance(node, (ast.Name, ast.Attribute)):
                return found
        return None

    def _value_once(self, node: ast.expr, scope: Scope) -> tuple[ast.expr, Scope] | None:
        if isinstance(node, ast.Name):
            if node.id in scope.overrides:
                return scope.overrides[node.id]
            found = self._local(node.id, scope)
            if found is not None:
                function, bindings = found
                if len(bindings) == 1:
                    return self._behind(bindings[0], Scope(function.module, function))
                return None
            if scope.cls is not None and scope.function is None and node.id in scope.cls.values:
                return self._class_value(scope.cls, node.id)
            return self._module_value(scope.module, node.id)
        if isinstance(node, ast.Attribute):
            of = self.type_of(node.value, scope)
            if isinstance(of, ModuleObject):
                return self._module_value(of.module, node.attr)
            if isinstance(of, ClassObject):
                return self._class_value(of.definition, node.attr)
        return None

    def _module_value(self, module: Module, name: str) -> tuple[ast.expr, Scope] | None:
        bindings = module.lookup(name)
        if len(bindings) == 1 and not module.writers_of(name):
            return self._behind(bindings[0], Scope(module))
        if not bindings:
            for star in module.skeleton.stars:
                target = self.interpreter.names.imported_module(module, star)
                if target is not None and target is not module and target.lookup(name):
                    return self._module_value(target, name)
        return None

    def _behind(self, binding: LocalBinding | Binding, scope: Scope) -> tuple[ast.expr, Scope] | None:
        if isinstance(binding, ValueBinding) and binding.value is not None:
            if binding.unpack is None and not binding.iterated and not binding.entered:
                return binding.value, scope
        if isinstance(binding, ImportBinding) and binding.attribute is not None:
            target = self.interpreter.names.imported_module(scope.module, binding)
            if target is not None and target is not scope.module:
                return self._module_value(target, binding.attribute)
        return None

    def _class_value(self, cls: ClassDefinition, name: str) -> tuple[ast.expr, Scope] | None:
        """A constant of a class; not of enumerations and settings, whose members are something else."""
        lineage = self.interpreter.hierarchy.lineage(cls)
        if any(isinstance(each, str) and each != "builtins.object" for each in lineage):
            return None
        for each in lineage:
            if isinstance(each, ClassDefinition) and name in each.values:
                bindings = each.values[name]
                return (
                    self._behind(bindings[0], Scope(each.module, None, each)) if len(bindings) == 1 else None
                )
        return None


def _only(found: list[RoutingObject | None]) -> RoutingObject | None:
    """The one object that all of these are."""
    first = found[0] if found else None
    return first if all(each == first for each in found) else None


def _assigned_to_self(method: FunctionDefinition, name: str) -> list[ValueBinding]:
    """What a method assigns to an attribute of its object."""
    node = method.node()
    arguments = [*node.args.posonlyargs, *node.args.args]
    if isinstance(node, ast.Lambda) or not arguments:
        return []
    found: list[ValueBinding] = []
    waiting: list[ast.stmt] = list(node.body)
    while waiting:
        statement = waiting.pop()
        targets: list[ast.expr] = []
        binding = ValueBinding(None)
        if isinstance(statement, ast.Assign):
            targets, binding = statement.targets, ValueBinding(statement.value)
        elif isinstance(statement, ast.AnnAssign):
            targets, binding = [statement.target], ValueBinding(statement.value, statement.annotation)
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr == name:
                if isinstance(target.value, ast.Name) and target.value.id == arguments[0].arg:
                    found.append(binding)
        for block in ("body", "orelse", "finalbody"):
            waiting += getattr(statement, block, [])
        for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            waiting += part.body
    return found


def _joined(parts: list[str | UnknownText]) -> Text:
    """The parts with neighbouring texts put together."""
    joined: list[str | UnknownText] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)
