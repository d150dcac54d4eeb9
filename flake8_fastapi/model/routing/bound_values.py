"""The expressions that names are bound to once and for all, and the texts that they make."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition, ImportBinding, ValueBinding
from flake8_fastapi.model.routing.light_types import DEEPEST, LightTypes, plain_value
from flake8_fastapi.model.routing.objects import Scope, Text, UnknownText
from flake8_fastapi.model.types import ClassObject, ModuleObject

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import Binding
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.scopes import LocalBinding


class BoundValues(LightTypes):
    """Tells, beside types, what is written behind a name: constants, lists, prefixes."""

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
        """The expression that a name or attribute is bound to once and for all, and where it is read.

        None where it is bound in several ways.
        """
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
        value = plain_value(binding) if isinstance(binding, ValueBinding) else None
        if value is not None:
            return value, scope
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


def _joined(parts: list[str | UnknownText]) -> Text:
    """The parts with neighbouring texts put together."""
    joined: list[str | UnknownText] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)
