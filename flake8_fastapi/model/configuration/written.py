"""Which expressions names and attributes are given, without asking what these are worth."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.places import Place, parameter_default
from flake8_fastapi.model.configuration.reaching import Assigned, Reaching, assigns
from flake8_fastapi.model.definitions import ClassDefinition, ImportBinding, ValueBinding
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, ModuleObject, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module

Written = list[tuple[ast.expr, Place]]

MOST_IMPORTS = 10
"""Files through which a name is followed."""


def written(interpreter: Interpreter, node: ast.expr, place: Place) -> Written:
    """The expressions that a name may have been given, each with its place; else the node itself."""
    if isinstance(node, ast.Attribute):
        found = [
            each
            for of in alternatives(place.type_of(node.value))
            for each in _in_object(interpreter, of, node.attr)
        ]
        return found or [(node, place)]
    if not isinstance(node, ast.Name) or node.id in place.bound:
        return [(node, place)]
    for depth, function in enumerate(place.functions):
        default = parameter_default(function, node.id)
        if default is None and not assigns(function, node.id):
            continue
        inside = replace(place, functions=place.functions[depth:])
        before = (Assigned(default if isinstance(default, ast.expr) else None),) if default else ()
        body = getattr(function, "body", [])
        if not isinstance(body, list):
            return []
        reached = Reaching(node.id, node if depth == 0 else None).through(body, before)
        found = [(each.value, inside) for each in reached if each.kind == "value" and each.value is not None]
        for each in reached:
            if each.imported is not None:
                found += _imported(interpreter, place.module, each.imported, 0)
        return found
    return _globally(interpreter, place, node.id, 0)


def _in_object(interpreter: Interpreter, of: Type, name: str) -> Written:
    """The expressions that an attribute of a module or class is given at its top level."""
    if isinstance(of, ModuleObject):
        return _globally(interpreter, Place(of.module), name, 0)
    cls = of.definition if isinstance(of, ClassObject) else getattr(of, "cls", None)
    if not isinstance(cls, ClassDefinition):
        return []
    for each in interpreter.hierarchy.lineage(cls):
        if isinstance(each, ClassDefinition) and name in each.values:
            place = Place(each.module, owner=each)
            return [(one.value, place) for one in each.values[name] if one.value is not None]
    return []


def _globally(interpreter: Interpreter, place: Place, name: str, depth: int) -> Written:
    found: Written = []
    for binding in place.module.lookup(name):
        if isinstance(binding, ValueBinding) and binding.value is not None and binding.unpack is None:
            found.append((binding.value, place.outside))
        elif isinstance(binding, ImportBinding):
            found += _imported(interpreter, place.module, binding, depth)
    return found


def _imported(interpreter: Interpreter, module: Module, binding: ImportBinding, depth: int) -> Written:
    if binding.attribute is None or depth >= MOST_IMPORTS:
        return []
    target = interpreter.names.imported_module(module, binding)
    if target is None or target is module:
        return []
    return _globally(interpreter, Place(target), binding.attribute, depth + 1)
