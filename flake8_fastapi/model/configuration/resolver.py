"""What values an expression may have, as far as the source tells.

Names are followed to their assignments, imports to their files, attributes to settings classes
and modules, calls to what they return. A value that the environment, a settings file or a caller
may replace keeps that as its origin.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.configuration import expressions
from flake8_fastapi.model.configuration.development import holds_in_development_only
from flake8_fastapi.model.configuration.places import Place, parameter_default, place_in, place_of
from flake8_fastapi.model.configuration.reaching import Assigned, Reaching, assigns
from flake8_fastapi.model.configuration.values import UNKNOWN_VALUES, Value, Values, joined
from flake8_fastapi.model.configuration.written import written
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition, ImportBinding, ValueBinding
from flake8_fastapi.model.switches import SETTINGS
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, FunctionObject, Instance, ModuleObject, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

DEEPEST = 14
"""Steps from a name to its value that are followed."""

MOST_STEPS = 800
"""Expressions that are looked at for one question; what needs more is no configuration."""

MOST_RETURNS = 6

MODELS = SETTINGS | role("model-bases").names | role("filled-by-constructor").names
FIELDS = role("field-functions").names


def _in_development(nodes: list[ast.AST]) -> list[ast.AST]:
    """What a function returns only where it is asked for development, and refuses to go on elsewhere."""
    if not any(isinstance(each, ast.Raise) for each in nodes):
        return []
    return [
        statement
        for each in nodes
        if isinstance(each, ast.If) and holds_in_development_only(each.test)
        for statement in each.body
        if isinstance(statement, ast.Return)
    ]


class ConfiguredValues:
    """Answers what values the expressions of a project may have."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.interpreter = project.interpreter
        self._depth = 0
        self._steps = 0

    def of_node(self, module: Module, node: ast.expr) -> Values:
        """The values of an expression of the file being checked."""
        return self.of(node, place_of(module, node))

    def of(self, node: ast.expr, place: Place) -> Values:
        """The values of an expression at its place."""
        if self._depth == 0:
            self._steps = 0
        self._steps += 1
        if self._depth >= DEEPEST or self._steps > MOST_STEPS:
            return UNKNOWN_VALUES
        self._depth += 1
        try:
            return self._of(node, place)
        finally:
            self._depth -= 1

    def _of(self, node: ast.expr, place: Place) -> Values:
        if isinstance(node, ast.Constant):
            return Values((Value(node.value, node, place.module),), True)
        if isinstance(node, ast.Name):
            return self._name(node, place)
        if isinstance(node, ast.Attribute):
            return self._attribute(node, place)
        if isinstance(node, ast.Call):
            return expressions.call(self, node, place)
        method = expressions.METHODS.get(type(node))
        return method(self, node, place) if method is not None else UNKNOWN_VALUES

    def name_called(self, node: ast.expr, place: Place) -> str:
        """The dotted name of what an expression refers to, ``""`` where that is not known."""
        of = place.type_of(node)
        observation = place.module.observation
        if isinstance(of, Instance) and isinstance(of.cls, str):
            return f"{of.cls}.__call__"
        return observation.name_of(of)

    # Names

    def _name(self, node: ast.Name, place: Place) -> Values:
        if node.id in place.bound:
            return place.bound[node.id]
        for depth, function in enumerate(place.functions):
            default = parameter_default(function, node.id)
            if default is None and not assigns(function, node.id):
                continue
            inside = replace(place, functions=place.functions[depth:])
            return self._local(node, function, inside, default, is_inner=depth == 0)
        return self.of_global(place.module, node.id, place if place.is_observed else None, node)

    def _local(
        self,
        node: ast.Name,
        function: ast.AST,
        place: Place,
        default: ast.expr | bool | None,
        is_inner: bool,
    ) -> Values:
        before: tuple[Assigned, ...] = ()
        given = UNKNOWN_VALUES
        if default is not None:
            before = (Assigned(None),)
            if isinstance(default, ast.expr):
                outside = replace(place, functions=place.functions[1:])
                given = Values(self.of(default, outside).options).from_origin("parameter").named(node.id)
        body = getattr(function, "body", [])
        if not isinstance(body, list):
            return given
        reached = Reaching(node.id, node if is_inner else None).through(body, before)
        return self._assigned(reached, place, given, node.id)

    def _assigned(self, reached: tuple[Assigned, ...], place: Place, initial: Values, name: str) -> Values:
        values, added = [], []
        for each in reached:
            if each.imported is not None:
                values.append(self._imported(place.module, each.imported))
            elif each.kind == "value":
                values.append(self.of(each.value, place).named(name) if each.value is not None else initial)
            elif each.value is not None:
                found = self.of(each.value, place)
                added.append(found if each.kind == "member" else expressions.members(found))
        whole = joined(values) if values else UNKNOWN_VALUES
        return expressions.grown(whole, added, place.module) if added else whole

    def of_global(
        self, module: Module, name: str, place: Place | None = None, use: ast.expr | None = None
    ) -> Values:
        """The values of a name at the top level of a module."""
        bindings = module.lookup(name)
        if not bindings:
            return self._starred(module, name)
        last = bindings[-1]
        if isinstance(last, ImportBinding):
            found = self._imported(module, last)
            others = [self._bound(module, each, name) for each in bindings[:-1]]
            return joined([found, *others])
        if module.writers_of(name):
            return Values(joined(self._bound(module, each, name) for each in bindings).options)
        if place is not None and all(isinstance(each, ValueBinding) for each in bindings):
            at_top = use if not place.functions else None
            reached = Reaching(name, at_top).through(module.index.tree.body, ())
            return self._assigned(reached, place.outside, UNKNOWN_VALUES, name)
        return joined(self._bound(module, each, name) for each in bindings)

    def _bound(self, module: Module, binding: object, name: str) -> Values:
        if isinstance(binding, ImportBinding):
            return self._imported(module, binding)
        if isinstance(binding, ValueBinding) and binding.value is not None:
            if binding.unpack is None and not binding.entered and not binding.iterated:
                return self.of(binding.value, Place(module)).named(name)
        return UNKNOWN_VALUES

    def _imported(self, module: Module, binding: ImportBinding) -> Values:
        if binding.attribute is None:
            return UNKNOWN_VALUES
        target = self.interpreter.names.imported_module(module, binding)
        if target is None or target is module:
            return UNKNOWN_VALUES
        self._depth += 1
        try:
            return self.of_global(target, binding.attribute) if self._depth < DEEPEST else UNKNOWN_VALUES
        finally:
            self._depth -= 1

    def _starred(self, module: Module, name: str) -> Values:
        for star in reversed(module.skeleton.stars):
            target = self.interpreter.names.imported_module(module, star)
            if target is not None and target is not module and target.lookup(name):
                return self.of_global(target, name)
        return UNKNOWN_VALUES

    def written(self, node: ast.expr, place: Place) -> list[tuple[ast.expr, Place]]:
        """The expressions that a name may have been given, each with its place; else the node itself."""
        return written(self.interpreter, node, place)

    # Attributes

    def _attribute(self, node: ast.Attribute, place: Place) -> Values:
        found = [
            self._attribute_of(of, node.attr)
            for of in alternatives(place.type_of(node.value))
        ]  # fmt: skip
        return joined(found)

    def _attribute_of(self, of: Type, name: str) -> Values:
        if isinstance(of, ModuleObject):
            return self.of_global(of.module, name)
        if isinstance(of, ClassObject):
            return self.of_field(of.definition, name, is_class=True)
        if isinstance(of, Instance) and isinstance(of.cls, ClassDefinition):
            return self.of_field(of.cls, name)
        return UNKNOWN_VALUES

    def of_field(self, cls: ClassDefinition, name: str, is_class: bool = False) -> Values:
        """The values of an attribute of a class's objects, or of the class itself.

        The latter with ``is_class``.
        """
        lineage = self.interpreter.hierarchy.lineage(cls)
        for each in lineage:
            if isinstance(each, str):
                continue
            for method in each.methods.get(name, ())[:1]:
                return self.returned(method) if self.interpreter.is_property(method) else UNKNOWN_VALUES
            bindings = [binding for binding in each.values.get(name, ()) if binding.value is not None]
            if bindings:
                return self._field_default(each, bindings, name, is_class, lineage)
        if is_class:
            return UNKNOWN_VALUES
        for each in lineage:
            if isinstance(each, ClassDefinition):
                writers = self.interpreter.attributes.assigned_in(each).get(name, ())
                if writers:
                    stored = [self._stored(method, name) for method in writers]
                    return joined(stored)
        return UNKNOWN_VALUES

    def _field_default(
        self,
        cls: ClassDefinition,
        bindings: list[ValueBinding],
        name: str,
        is_class: bool,
        lineage: tuple[ClassDefinition | str, ...],
    ) -> Values:
        place = Place(cls.module, owner=cls)
        found = joined(self._default(binding, place) for binding in bindings).named(name)
        bases = {each for each in lineage if isinstance(each, str)}
        is_filled = bool(bases & MODELS) or bool(cls.decorators)
        if not is_class and is_filled:
            return Values(found.options).from_origin("settings")
        if not is_class and self.interpreter.attributes.assigned_in(cls).get(name):
            return Values(found.options)
        return found

    def _default(self, binding: ValueBinding, place: Place) -> Values:
        value = binding.value
        if isinstance(value, ast.Call) and self.name_called(value.func, place) in FIELDS:
            for keyword in value.keywords:
                if keyword.arg == "default":
                    return self.of(keyword.value, place)
                if keyword.arg in ("default_factory", "factory"):
                    if isinstance(keyword.value, ast.Lambda):
                        return self.of(keyword.value.body, place)
                    return UNKNOWN_VALUES
            return self.of(value.args[0], place) if value.args else UNKNOWN_VALUES
        return self.of(value, place) if value is not None else UNKNOWN_VALUES

    def _stored(self, method: FunctionDefinition, name: str) -> Values:
        """What a method assigns to ``self.name``."""
        node = method.node()
        place = None
        found = []
        for each in walk(node):
            if isinstance(each, (ast.Assign, ast.AnnAssign)) and each.value is not None:
                targets = each.targets if isinstance(each, ast.Assign) else [each.target]
                if any(isinstance(target, ast.Attribute) and target.attr == name for target in targets):
                    place = place or place_in(method)
                    found.append(self.of(each.value, place).named(name))
        return joined(found)

    # Functions

    def returned(self, function: FunctionDefinition) -> Values:
        """What a function of the project may return."""
        node = function.node()
        if isinstance(node, ast.Lambda):
            return self.of(node.body, place_in(function))
        place = place_in(function)
        own = place.body.own if place.body is not None else []
        in_development = _in_development(own)
        returns = [each for each in own if isinstance(each, ast.Return) and each not in in_development]
        if not returns or len(returns) > MOST_RETURNS or function.is_async:
            return UNKNOWN_VALUES
        return joined(
            self.of(each.value, place) if each.value is not None else UNKNOWN_VALUES for each in returns
        )

    def called(self, node: ast.Call, place: Place) -> Values:
        """What calling a function of the project may give."""
        found = [
            self.returned(of.definition) if isinstance(of, FunctionObject) else UNKNOWN_VALUES
            for of in alternatives(place.type_of(node.func))
        ]
        return joined(found)
