"""What names stand for, without running anything: for questions about routing in any file of a project.

Evaluating functions tells more, and costs seconds in large applications. Routing is mostly plain:
names, imports, attributes, constructors.
"""

from __future__ import annotations

import ast
from collections import OrderedDict
from typing import TYPE_CHECKING

from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.definitions import (
    ClassDefinition,
    FunctionDefinition,
    ImportBinding,
    ValueBinding,
)
from flake8_fastapi.model.framework_names import WITH_ROUTES
from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.routing.scopes import LocalBinding, Locals, ParameterBinding
from flake8_fastapi.model.types import (
    UNKNOWN,
    ClassObject,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    Type,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.evaluation import Evaluation
    from flake8_fastapi.model.project import Project

DEEPEST = 24
KEPT_LOCALS = 100
"""Functions whose names are kept: they hold the syntax of what is assigned, which is most of a function."""
"""Steps from a name to what it stands for."""


class LightTypes:
    """Tells what names, attributes and calls of classes stand for, by following bindings only."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.interpreter = project.interpreter
        self._locals: OrderedDict[FunctionDefinition, Locals] = OrderedDict()
        self._depth = 0

    def locals_of(self, function: FunctionDefinition) -> Locals:
        """The names that a function binds."""
        known = self._locals.get(function)
        if known is None:
            known = self._locals[function] = Locals(function.module, function)
            if len(self._locals) > KEPT_LOCALS:
                self._locals.popitem(last=False)
        else:
            self._locals.move_to_end(function)
        return known

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

    def _stored(self, cls: ClassDefinition, name: str) -> list[tuple[ValueBinding, Scope]]:
        """What a class's body and its methods assign to an attribute."""
        found = [(binding, Scope(cls.module, None, cls)) for binding in cls.values.get(name, ())]
        for method in self.interpreter.attributes.assigned_in(cls).get(name, ()):
            scope = Scope(cls.module, method)
            found += [(binding, scope) for binding in _assigned_to_self(method, name)]
        return found

    def base_of(self, cls: ClassDefinition | str) -> str | None:
        """The library's class of applications or routers that a class is or derives from.

        None for other classes.
        """
        for base in sorted(WITH_ROUTES):
            if self.interpreter.hierarchy.is_subclass(cls, base):
                if base == "starlette.applications.Starlette":
                    is_fastapi = self.interpreter.hierarchy.is_subclass(cls, "fastapi.FastAPI")
                    return "fastapi.FastAPI" if is_fastapi else base
                return base
        return None

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
                return self.interpreter.declared_results.of(of.definition) or UNKNOWN
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
            return self.interpreter.declared_results.of(method) or UNKNOWN
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
        value = plain_value(binding)
        return self.type_of(value, scope) if value is not None else UNKNOWN

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
        value = plain_value(binding) if isinstance(binding, ValueBinding) else None
        return self.type_of(value, Scope(function.module, function)) if value is not None else UNKNOWN

    def function_of(self, node: ast.expr | None, scope: Scope) -> FunctionDefinition | None:
        """The function that an expression names: of the module, nested, a method, imported.

        None for anything else.
        """
        if node is None:
            return None
        if isinstance(node, ast.Lambda):
            return None
        of = self.type_of(node, scope)
        return of.definition if isinstance(of, FunctionObject) else None


def plain_value(binding: ValueBinding) -> ast.expr | None:
    """The expression that an assignment gives its name; None for loops, ``with`` and unseen unpacking."""
    if binding.iterated or binding.entered or binding.unpack is None:
        return None if binding.iterated or binding.entered else binding.value
    if not isinstance(binding.value, (ast.Tuple, ast.List)):
        return None
    elements = binding.value.elts
    if binding.unpack >= len(elements) or any(isinstance(each, ast.Starred) for each in elements):
        return None
    return elements[binding.unpack]


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
