"""What the type variables of a generic class stand for in its subclasses: ``Service(Base[Repository])``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.types import UNKNOWN, Alias, ClassObject, External, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter

GENERIC = frozenset(
    {"typing.Generic", "typing.Protocol", "typing_extensions.Generic", "typing_extensions.Protocol"}
)
CLASS_OF = frozenset({"builtins.type", "typing.Type"})

Variables = dict[tuple[ClassDefinition, str], Type]
"""For each generic class and the name of its variable the class that it stands for."""


class TypeArguments:
    """Answers what annotations with type variables mean for objects of a subclass."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self._variables: dict[ClassDefinition, Variables] = {}

    def declared(self, cls: ClassDefinition, owner: ClassDefinition, name: str) -> Type:
        """What an annotation in the body of ``owner`` says of objects of ``cls``, by its variables alone."""
        variables = self._of(cls)
        if not variables:
            return UNKNOWN
        annotations = [each.annotation for each in owner.values.get(name, ())]
        return self._meant(variables, owner, annotations[-1]) if annotations else UNKNOWN

    def bound(self, cls: ClassDefinition, method: FunctionDefinition) -> tuple[tuple[str, Type], ...]:
        """The parameters of a generic class that its variables annotate, with what these stand for."""
        variables = self._of(cls) if method.owner is not cls else {}
        if not variables or method.owner is None:
            return ()
        arguments = method.node().args
        parameters = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        found = ((each.arg, self._meant(variables, method.owner, each.annotation)) for each in parameters)
        return tuple(sorted((name, of) for name, of in found if of is not UNKNOWN))

    def _meant(self, variables: Variables, owner: ClassDefinition, annotation: ast.expr | None) -> Type:
        if isinstance(annotation, ast.Name):
            return self.interpreter.annotations.instance_of(variables.get((owner, annotation.id), UNKNOWN))
        if isinstance(annotation, ast.Subscript) and isinstance(annotation.slice, ast.Name):
            of = self.interpreter.module_scope(owner.module).reference(annotation.value)
            if isinstance(of, External) and of.name in CLASS_OF:
                return variables.get((owner, annotation.slice.id), UNKNOWN)
        return UNKNOWN

    def _of(self, cls: ClassDefinition) -> Variables:
        known = self._variables.get(cls)
        if known is None:
            self._variables[cls] = {}
            known = self._variables[cls] = self._infer(cls)
        return known

    def _infer(self, cls: ClassDefinition) -> Variables:
        found: Variables = {}
        for each in self.interpreter.hierarchy.lineage(cls):
            if not isinstance(each, ClassDefinition):
                continue
            scope = self.interpreter.module_scope(each.module)
            for node in each.bases:
                base = scope.reference(node.value) if isinstance(node, ast.Subscript) else UNKNOWN
                if not isinstance(node, ast.Subscript) or not isinstance(base, ClassObject):
                    continue
                given = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
                for name, argument in zip(self._variables_of(base.definition), given, strict=False):
                    of = scope.reference(argument)
                    if isinstance(argument, ast.Name) and (each, argument.id) in found:
                        of = found[each, argument.id]
                    if isinstance(of, (ClassObject, External)):
                        found[base.definition, name] = of
        return found

    def _variables_of(self, cls: ClassDefinition) -> list[str]:
        """The names of a class's type variables in their order."""
        if cls.type_parameters:
            return cls.type_parameters
        scope = self.interpreter.module_scope(cls.module)
        used: dict[str, None] = {}
        for node in cls.bases:
            if not isinstance(node, ast.Subscript):
                continue
            given = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            names = [each.id for each in given if isinstance(each, ast.Name)]
            base = scope.reference(node.value)
            if isinstance(base, External) and base.name in GENERIC:
                return names
            used.update(dict.fromkeys(name for name in names if isinstance(scope.name_type(name), Alias)))
        return list(used)
