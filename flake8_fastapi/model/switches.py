"""Settings that are off until somebody turns them on, and the tests that ask for them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition, ImportBinding, ValueBinding
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import External, Instance, ModuleObject

if TYPE_CHECKING:
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.scope import Scope

SETTINGS = role("settings-bases").names
"""Classes whose fields the environment fills, or else their defaults."""

ENVIRONMENT = frozenset({"os.getenv", "os.environ.get"})

TEXT_FORMS = frozenset({"lower", "upper", "strip", "casefold"})
"""Methods that a text from the environment goes through before it is compared."""

DEEPEST = 6
"""Steps from a name to the literal behind it that are followed."""


class Switches:
    """Answers which tests come out false as long as nobody sets a variable of the environment or a setting.

    Only flags count: a field ``False``, or a text that is compared to one (``getenv("LOG", "no") == "yes"``).
    A missing host or key is no such thing, since without it nothing works.
    """

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self._attributes: dict[tuple[ClassDefinition, str], bool] = {}

    def is_off(self, scope: Scope, test: ast.expr, depth: int = 0) -> bool:
        """Whether an expression is false until somebody turns a setting on."""
        if depth > DEEPEST:
            return False
        if isinstance(test, ast.BoolOp):
            parts = (self.is_off(scope, each, depth + 1) for each in test.values)
            return any(parts) if isinstance(test.op, ast.And) else all(parts)
        if isinstance(test, ast.Name):
            return test.id not in scope.env and self._global_is_off(scope.module, test.id, depth)
        if isinstance(test, ast.Attribute):
            return self._member_is_off(scope, test.value, test.attr, depth)
        if isinstance(test, ast.Compare):
            return self._comparison_is_off(scope, test)
        if isinstance(test, ast.Call):
            return self._call_is_off(scope, test, depth)
        return False

    def _call_is_off(self, scope: Scope, test: ast.Call, depth: int) -> bool:
        called = scope.reference(test.func) if isinstance(test.func, (ast.Name, ast.Attribute)) else None
        if called == External("builtins.bool") and len(test.args) == 1:
            return self.is_off(scope, test.args[0], depth + 1)
        if called == External("builtins.getattr") and len(test.args) > 1:
            name = test.args[1]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                return self._member_is_off(scope, test.args[0], name.value, depth)
        # `config("LOG", cast=bool, default=False)`, as starlette's and decouple's configurations are read
        given = {each.arg: each.value for each in test.keywords}
        cast = given.get("cast")
        return isinstance(cast, ast.Name) and cast.id == "bool" and _is_false(given.get("default"))

    def _comparison_is_off(self, scope: Scope, test: ast.Compare) -> bool:
        """Whether a text from the environment is compared to one that its default is not."""
        text, right = test.left, test.comparators[0]
        forms: list[str] = []
        while isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute):
            if text.func.attr not in TEXT_FORMS or text.args:
                break
            forms.append(text.func.attr)
            text = text.func.value
        if not isinstance(text, ast.Call) or not isinstance(text.func, (ast.Name, ast.Attribute)):
            return False
        called = scope.reference(text.func)
        if not isinstance(called, External) or called.name not in ENVIRONMENT or len(text.args) != 2:
            return False
        default = text.args[1]
        if not isinstance(default, ast.Constant) or not isinstance(default.value, str):
            return False
        given = default.value
        for form in reversed(forms):
            given = getattr(given, form)()
        if isinstance(right, ast.Constant) and isinstance(test.ops[0], ast.Eq):
            return given != right.value
        if isinstance(right, (ast.Tuple, ast.List, ast.Set)) and isinstance(test.ops[0], ast.In):
            return all(isinstance(each, ast.Constant) and each.value != given for each in right.elts)
        return False

    def _global_is_off(self, module: Module, name: str, depth: int) -> bool:
        """Whether a top-level name is bound once, to something that is off."""
        bindings = module.lookup(name)
        if len(bindings) != 1 or depth > DEEPEST or module.writers_of(name):
            return False
        binding = bindings[0]
        if isinstance(binding, ImportBinding) and binding.attribute is not None:
            target = self.interpreter.names.imported_module(module, binding)
            return target is not None and self._global_is_off(target, binding.attribute, depth + 1)
        if not isinstance(binding, ValueBinding) or binding.value is None or binding.unpack is not None:
            return False
        return self.is_off(self.interpreter.module_scope(module), binding.value, depth + 1)

    def _member_is_off(self, scope: Scope, holder: ast.expr, name: str, depth: int) -> bool:
        of = scope.type_of(holder)
        if isinstance(of, ModuleObject):
            return self._global_is_off(of.module, name, depth + 1)
        if isinstance(of, Instance) and not self._has(of.cls, name):
            of = self.interpreter.attributes.wrapped_by(of, name)
        cls = of.cls if isinstance(of, Instance) else None
        if not isinstance(cls, ClassDefinition):
            return False
        known = self._attributes.get((cls, name))
        if known is None:
            self._attributes[cls, name] = False  # as long as it is asked; for attributes in a circle
            known = self._attributes[cls, name] = self._attribute_is_off(cls, name, depth)
        return known

    def _has(self, cls: ClassDefinition | str, name: str) -> bool:
        """Whether a class declares an attribute, or assigns it."""
        if isinstance(cls, str):
            return True
        assigned_in = self.interpreter.attributes.assigned_in
        return any(
            name in each.values or name in each.methods or name in assigned_in(each)
            for each in self.interpreter.hierarchy.lineage(cls)
            if isinstance(each, ClassDefinition)
        )

    def _attribute_is_off(self, cls: ClassDefinition, name: str, depth: int) -> bool:
        lineage = self.interpreter.hierarchy.lineage(cls)
        classes = [each for each in lineage if isinstance(each, ClassDefinition)]
        for each in classes:
            if name in each.values:
                return not SETTINGS.isdisjoint(lineage) and _is_false_field(each.values[name][-1].value)
        writers = [
            method
            for each in classes
            for method in self.interpreter.attributes.assigned_in(each).get(name, ())
        ]
        if len(writers) != 1 or writers[0].name != "__init__":
            return False
        return self._is_set_off(writers[0], name, depth)

    def _is_set_off(self, constructor: FunctionDefinition, name: str, depth: int) -> bool:
        """Whether a constructor sets an attribute once, to something that is off."""
        node = constructor.node()
        if isinstance(node, ast.Lambda):
            return False
        values = [
            each.value
            for each in walk(node)
            if isinstance(each, (ast.Assign, ast.AnnAssign))
            for target in (each.targets if isinstance(each, ast.Assign) else [each.target])
            if isinstance(target, ast.Attribute) and target.attr == name
        ]
        if len(values) != 1 or values[0] is None:
            return False
        bound = {each.arg for each in walk(node) if isinstance(each, ast.arg)}
        if any(isinstance(each, ast.Name) and each.id in bound for each in walk(values[0])):
            return False
        return self.is_off(self.interpreter.module_scope(constructor.module), values[0], depth + 1)


def _is_false_field(value: ast.expr | None) -> bool:
    """Whether a field of a settings class is ``False``, or ``Field(False, …)``."""
    if isinstance(value, ast.Call):
        given = value.args[0] if value.args else None
        return _is_false(
            given or next((each.value for each in value.keywords if each.arg == "default"), None)
        )
    return _is_false(value)


def _is_false(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is False
