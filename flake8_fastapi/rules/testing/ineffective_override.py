"""FAPI702: an override under a key that no dependency has."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.framework_names import DEPENDS
from flake8_fastapi.model.types import (
    Alias,
    Constant,
    Coroutine,
    Entries,
    FunctionObject,
    Generator,
    Instance,
    Items,
    Manager,
    TupleOf,
    Type,
)
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.testing.overrides import DependencyOverride


CONTAINERS = (Entries, Items, TupleOf)
TEXTS_AND_NUMBERS = frozenset({"builtins.str", "builtins.int", "builtins.float", "builtins.bool"})


class IneffectiveOverride(Rule):
    """The key of an override is not the dependency: it is called, a text, ``Depends`` or an alias.

    Why: FastAPI looks the dependency's function itself up. Under any other key the override is
    silently never found, and the test runs against the real database, user or service.

    Cure: the function that stands in ``Depends(...)``, uncalled.

    Exempt: a factory that remembers its results; objects that compare equal.

    Cannot see: keys of unknown type, and functions that no dependency uses.

    Source: beyond the guide, which shows the right key (line 433); the other forms were run.
    """

    code = "FAPI702"
    name = "ineffective-override"
    message = "overriding {key} does nothing, {problem}: the key must be the function in Depends(...)"
    guide = "Testing Best Practices"
    gate = ("dependency_overrides",)
    fix = "safe"

    def visit_DependencyOverride(self, override: DependencyOverride) -> None:
        """Look at what the key is."""
        if override.key is not None and (problem := self._problem(override.key)):
            fix = partial(self._drop_call, override.key)
            self.report(override.key, key=ast.unparse(override.key), problem=problem, fix=fix)

    def _drop_call(self, key: ast.expr, draft: Draft) -> str:
        """Make the function the key: of ``get_db()``, and of ``Depends(get_db)``."""
        if not isinstance(key, ast.Call):
            raise draft.refusal("which dependency is meant is not known")
        observation = self.module.observation
        if observation.called(key) in DEPENDS:
            if len(key.args) != 1 or not isinstance(key.args[0], (ast.Name, ast.Attribute)):
                raise draft.refusal("the dependency is not written there")
            draft.replace(key, draft.source.source_of(key.args[0]))
            return f"Use {ast.unparse(key.args[0])} as the key"
        if isinstance(observation.type_of(key), (Instance, FunctionObject)):
            raise draft.refusal("the dependency may be the object that the call makes")
        draft.drop_call(key)
        return f"Use {ast.unparse(key.func)} as the key"

    def _problem(self, key: ast.expr) -> str:
        observation = self.module.observation
        of = observation.type_of(key)
        if isinstance(key, ast.Call):
            if observation.called(key) in DEPENDS:
                return "it is a declaration and not the dependency"
            return self._problem_of_call(key, of)
        if isinstance(of, Constant) and isinstance(of.value, str):
            return "it is a text"
        if isinstance(of, Alias):
            return "it is an annotation and not the dependency"
        return ""

    def _problem_of_call(self, key: ast.Call, of: Type) -> str:
        """What a call gives that cannot be the object in ``Depends(...)``."""
        function = self.module.observation.type_of(key.func)
        if isinstance(function, FunctionObject) and function.cached:
            return ""
        if isinstance(of, (Generator, Coroutine, Manager, Constant)) or _is_data(of):
            return "it is called"
        if isinstance(of, FunctionObject) and of.closure is not None and isinstance(function, FunctionObject):
            return "each call makes a function of its own" if _is_plain(function) else ""
        if isinstance(of, Instance) and isinstance(of.cls, ClassDefinition) and of.exact:
            return "each call makes an object of its own" if self._is_new(of.cls, function) else ""
        return ""

    def _is_new(self, cls: ClassDefinition, function: Type) -> bool:
        """Whether an object differs from all others of its class, and is not kept by what makes it."""
        if isinstance(function, FunctionObject):
            return False  # it may be kept
        hierarchy = self.module.project.interpreter.hierarchy
        for each in hierarchy.lineage(cls):
            if not isinstance(each, ClassDefinition):
                if each not in ("builtins.object", "abc.ABC"):
                    return False
            elif each.decorators or each.keywords or {"__eq__", "__new__", "__hash__"} & each.methods.keys():
                return False
        return True


def _is_data(of: Type) -> bool:
    """Whether a value is a plain one of the language, which no ``Depends(...)`` names."""
    return isinstance(of, CONTAINERS) or (isinstance(of, Instance) and of.cls in TEXTS_AND_NUMBERS)


def _is_plain(function: FunctionObject) -> bool:
    """Whether nothing wraps a function, so that each call of it runs its body."""
    return not function.definition.decorated
