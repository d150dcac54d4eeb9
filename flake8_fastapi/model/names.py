"""What a name at the top level of a module stands for, through imports and re-exports."""

from __future__ import annotations

import ast
import os
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import (
    Binding,
    ClassDefinition,
    FunctionDefinition,
    ImportBinding,
    ValueBinding,
    imported_by,
)
from flake8_fastapi.model.types import (
    NONE,
    UNKNOWN,
    ClassObject,
    Entries,
    External,
    Instance,
    Items,
    ModuleObject,
    Type,
    is_informative,
    union,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import FunctionObject


DEEPEST_IMPORT = 5
"""Imports of imports that are followed to a literal."""


class Names:
    """Resolves top-level names of the project's modules to types."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.project = interpreter.project
        self.solver = interpreter.solver

    def is_bound(self, module: Module, name: str) -> bool:
        """Whether the module's top level binds the name itself or by a star import."""
        if module.lookup(name):
            return True
        return any(self._star_type(module, star, name) is not None for star in module.skeleton.stars)

    def type_of(self, module: Module, name: str) -> Type | None:
        """The type of a top-level name; None when the module does not bind it."""
        known = module.resolved.get(name)
        if known is not None:
            return known
        bindings = module.lookup(name)
        if not bindings:
            for star in reversed(module.skeleton.stars):
                found = self._star_type(module, star, name)
                if found is not None:
                    return found
            if not module.writers_of(name):
                return None  # else bound by nothing but functions that declare it ``global``
        key = ("name", module, name)
        of = self.solver.solve(key, lambda: self._type_of_bindings(module, name, bindings), UNKNOWN)
        if self.solver.is_settled(key):
            module.resolved[name] = of
        return of

    def constant(self, module: Module, name: str) -> object:
        """The literal that a top-level name is bound to once and for all; None for any other name."""
        value = self.only_value(module, name)
        return value.value if isinstance(value, ast.Constant) else None

    @staticmethod
    def only_value(module: Module, name: str) -> ast.expr | None:
        """The expression that a top-level name is bound to once and for all; None for any other name."""
        bindings = module.lookup(name)
        if len(bindings) != 1 or module.writers_of(name):
            return None
        binding = bindings[0]
        if not isinstance(binding, ValueBinding) or binding.entered or binding.iterated:
            return None
        return binding.value if binding.unpack is None else None

    def local_imports(self, module: Module, node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Type]]:
        """The names that an import statement inside a function binds, with their types."""
        for name, binding in imported_by(node):
            yield name, self.imported(module, binding)

    def literal_keys(self, module: Module, name: str, depth: int = 0) -> frozenset[object]:
        """The literal keys of the dictionary that a top-level name is bound to once, also through imports."""
        bindings = module.lookup(name)
        if len(bindings) != 1 or module.writers_of(name) or depth > DEEPEST_IMPORT:
            return frozenset()
        binding = bindings[0]
        if isinstance(binding, ImportBinding) and binding.attribute is not None:
            target = self.imported_module(module, binding)
            return self.literal_keys(target, binding.attribute, depth + 1) if target else frozenset()
        if not isinstance(binding, ValueBinding) or not isinstance(binding.value, ast.Dict):
            return frozenset()
        return frozenset(each.value for each in binding.value.keys if isinstance(each, ast.Constant))

    def member(self, module: Module, name: str) -> Type:
        """The type of ``module.name``: a name that it binds, or a submodule."""
        found = self.type_of(module, name)
        if found is not None and found is not UNKNOWN:
            return found
        if module.is_package:
            directory = module.path if not module.path.endswith(".py") else os.path.dirname(module.path)
            path = self.project.directories.module_file(directory, [name])
            if path is not None:
                return ModuleObject(self.project.module_at(path))
        return UNKNOWN

    def _star_type(self, module: Module, star: ImportBinding, name: str) -> Type | None:
        target = self.imported_module(module, star)
        if target is None or target is module:
            return None
        exported = target.skeleton.exported
        if (name not in exported) if exported is not None else name.startswith("_"):
            return None
        key = ("star", module, target, name)
        return self.solver.solve(key, lambda: self.type_of(target, name), None)

    def _type_of_bindings(self, module: Module, name: str, bindings: list[Binding]) -> Type:
        last = bindings[-1] if bindings else None
        if isinstance(last, (FunctionDefinition, ClassDefinition)) and all(
            isinstance(each, type(last)) for each in bindings
        ):
            return self.type_of_binding(module, last)
        types = [self.type_of_binding(module, each) for each in bindings]
        if len(types) > 1:
            types = [self._under_one_name(each) for each in types]
        kept = self.interpreter.kept_items
        if all(kept.says_little(each) for each in types):
            written = self._types_written(module, name)
            types = [each for each in written if is_informative(each)] or types + written
        telling = [each for each in types if each != NONE and each is not UNKNOWN]
        if telling:
            return kept.of_module(module, name, union(telling))
        return UNKNOWN if UNKNOWN in types or not types else NONE

    def _under_one_name(self, of: Type) -> Type:
        """A library's thing under the name of the tables: one thing that two imports find in two places."""
        return External(self.interpreter.knowledge.canonical(of.name)) if isinstance(of, External) else of

    def _types_written(self, module: Module, name: str) -> list[Type]:
        """What functions that declare the name ``global`` assign to it, or functions inside of them."""
        return [of for each in module.writers_of(name) for of in self._written_in(name, each, None)]

    def _written_in(
        self, name: str, definition: FunctionDefinition, function: FunctionObject | None
    ) -> Iterator[Type]:
        summary = self.interpreter.summary_of(definition, function)
        yield from (of for written, of in summary.globals_written if written == name)
        for nested in summary.nested:
            if name in self.interpreter.project.bodies.text_of(nested.definition):
                yield from self._written_in(name, nested.definition, nested)

    def type_of_binding(self, module: Module, binding: Binding) -> Type:
        """What one import, definition or assignment binds."""
        if isinstance(binding, ImportBinding):
            return self.imported(module, binding)
        if isinstance(binding, FunctionDefinition):
            return self.interpreter.function_object(binding)
        if isinstance(binding, ClassDefinition):
            return ClassObject(binding)
        return self._type_of_value(module, binding)

    def _type_of_value(self, module: Module, binding: ValueBinding) -> Type:
        if binding.annotation is not None:
            declared = self.interpreter.annotations.value_type(
                self.interpreter.module_scope(module), binding.annotation
            )
            if binding.value is None or not self.interpreter.kept_items.says_little(declared):
                return declared
            given = self.interpreter.module_scope(module).type_of_binding(binding)
            if declared is UNKNOWN or is_informative(given):
                return given
            return (
                given if isinstance(given, (Entries, Items)) and isinstance(declared, Instance) else declared
            )
        if binding.value is None:
            return UNKNOWN
        scope = self.interpreter.module_scope(module)
        return scope.type_of_binding(binding)

    def imported_module(self, module: Module, binding: ImportBinding) -> Module | None:
        """The project's module that an import statement names, without the imported attribute."""
        if not binding.level:
            return self.project.find_module(binding.module, module)
        directory = module.relative_path(binding)
        if directory is None:
            return None
        if not binding.module:
            base, _, last = directory.rpartition(os.sep)
            path = self.project.directories.module_file(base, [last])
        else:
            path = self.project.directories.module_file(directory, binding.module.split("."))
        return self.project.module_at(path) if path is not None else None

    def imported(self, module: Module, binding: ImportBinding) -> Type:
        """What an import statement binds."""
        if binding.attribute is None:
            name = binding.module.partition(".")[0] if binding.binds_top else binding.module
            found = self.project.find_module(name, module)
            return ModuleObject(found) if found is not None else External(name)
        target = self.imported_module(module, binding)
        if target is None:
            if binding.level:
                return UNKNOWN
            return External(f"{binding.module}.{binding.attribute}")
        if target is module:
            return self._submodule(target, binding.attribute)
        return self.member(target, binding.attribute)

    def _submodule(self, package: Module, name: str) -> Type:
        """``from . import name`` inside the package's own ``__init__``."""
        path = self.project.directories.module_file(os.path.dirname(package.path), [name])
        return ModuleObject(self.project.module_at(path)) if path is not None else UNKNOWN
