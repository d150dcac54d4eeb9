"""Classes of the project: their lineage, their subclasses, and which method a call reaches."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.decorators import accessor_of
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.protocols import PROTOCOLS, Protocols
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.types import ClassObject, External, Instance, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.interpreter import Interpreter

RECEIVER = re.compile(r"\bdef\s+\w+\s*\(\s*(\w+)")
ANYTHING = "*"
"""Stands for all attributes where a method hands its object on, or looks past its own class."""

ABSTRACT_DECORATORS = frozenset({"abstractmethod", "abstractproperty"})


class Hierarchy:
    """Answers questions about the classes of a project; memoised."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.solver = interpreter.solver
        self._abstract: dict[FunctionDefinition, bool] = {}
        self._unresolved: set[ClassDefinition | str] = set()

    def lineage(self, cls: ClassDefinition) -> tuple[ClassDefinition | str, ...]:
        """The class and its bases, nearest first: project classes and dotted library names."""
        own: tuple[ClassDefinition | str, ...] = (cls,)
        return self.solver.solve(("lineage", cls), lambda: self._lineage(cls), own)

    def _lineage(self, cls: ClassDefinition) -> tuple[ClassDefinition | str, ...]:
        found: dict[ClassDefinition | str, None] = {cls: None}
        scope = self.interpreter.module_scope(cls.module)
        for node in cls.bases:
            base = scope.reference(node.value if isinstance(node, ast.Subscript) else node)
            if isinstance(base, ClassObject) and base.definition is not cls:
                for each in self.lineage(base.definition):
                    found.pop(each, None)
                    found[each] = None
            elif isinstance(base, External):
                found[self.interpreter.knowledge.canonical(base.name)] = None
            elif isinstance(base, Instance) and isinstance(base.cls, str):
                # A base made by a library's function, such as declarative_base(cls=Mixin).
                for _, extended in base.attributes:
                    if isinstance(extended, ClassObject):
                        found.update(dict.fromkeys(self.lineage(extended.definition)))
                found[base.cls] = None
            else:
                self._unresolved.add(cls)
        return tuple(found)

    def is_subclass(self, cls: ClassDefinition | str, base: ClassDefinition | str) -> bool:
        """Whether a class is the other one or derives from it."""
        if cls == base:
            return True
        if isinstance(cls, str):
            return any(facts.name == base for facts in self.interpreter.knowledge.lineage(cls))
        return any(
            each == base or (isinstance(each, str) and self.is_subclass(each, base))
            for each in self.lineage(cls)
        )

    def are_related(self, one: ClassDefinition | str, other: ClassDefinition | str) -> bool:
        """Whether an object could be an instance of both, judged by lineage; unsure means yes."""
        if self.is_subclass(one, other) or self.is_subclass(other, one):
            return True
        if isinstance(one, str) and other in (self.interpreter.knowledge.row(one, "may_be") or ()):
            return True
        return not (self.has_known_bases(one) and self.has_known_bases(other))

    def has_known_bases(self, cls: ClassDefinition | str) -> bool:
        """Whether all bases of a class are known; a listed library class is taken as it is listed."""
        if isinstance(cls, str):
            return self.interpreter.knowledge.is_class(cls) or cls.startswith("builtins.")
        self.lineage(cls)
        return cls not in self._unresolved and not any(each in self._unresolved for each in self.lineage(cls))

    def is_protocol(self, cls: ClassDefinition | str) -> bool:
        """Whether a class of the project is a ``typing.Protocol``, which others fit without naming it."""
        return not isinstance(cls, str) and any(each in PROTOCOLS for each in self.lineage(cls))

    def subclasses(self, cls: ClassDefinition) -> tuple[ClassDefinition, ...]:
        """All classes of the project that derive from a class, outside tests.

        Of a protocol from which none derives, those that fit it.
        """
        return self.solver.solve(("subclasses", cls), lambda: self._subclasses(cls), ())

    def _subclasses(self, cls: ClassDefinition) -> tuple[ClassDefinition, ...]:
        found: dict[ClassDefinition, None] = {}
        for candidate in self.interpreter.project.survey.classes_naming(cls.name):
            if candidate is not cls and cls in self.lineage(candidate):
                found[candidate] = None
                for each in self.subclasses(candidate):
                    found[each] = None
        if not found and self.is_protocol(cls):
            return Protocols(self.interpreter).fitting(cls)
        return tuple(found)

    def method(self, cls: ClassDefinition, name: str) -> FunctionDefinition | None:
        """The method that an object of exactly this class has under a name; None for none."""
        for each in self.lineage(cls):
            if isinstance(each, ClassDefinition) and name in each.methods:
                return _last(each.methods[name])
        return None

    def setter(self, cls: ClassDefinition, name: str) -> FunctionDefinition | None:
        """The method that assigning an attribute of this class's objects runs: a property's setter.

        None for none.
        """
        for each in self.lineage(cls):
            if isinstance(each, ClassDefinition) and (name in each.methods or name in each.values):
                named = each.methods.get(name, [])
                return next((method for method in named if accessor_of(method) == "setter"), None)
        return None

    def method_after(
        self, cls: ClassDefinition, after: ClassDefinition, name: str
    ) -> FunctionDefinition | ClassDefinition | str | None:
        """What ``super().name`` reaches in class ``after`` for an object of class ``cls``.

        A method, the dotted name of the library's base that would answer, or None.
        """
        lineage = self.lineage(cls) if after in self.lineage(cls) else self.lineage(after)
        rest = lineage[lineage.index(after) + 1 :]
        for each in rest:
            if isinstance(each, str):
                if self.interpreter.knowledge.is_class(each):
                    return each
            elif name in each.methods:
                return _last(each.methods[name])
        return None

    def methods(self, instance: Instance, name: str) -> list[FunctionDefinition]:
        """The methods that a call on a value may reach.

        The class's own; where only a base is known and its method is abstract, all
        overrides of the project instead. A base's real method counts alone: most objects
        are of the class that the code names, and a rare override must not blame them all.
        """
        cls = instance.cls
        if not isinstance(cls, ClassDefinition):
            return []
        own = self.method(cls, name)
        if own is not None and (instance.exact or not self.is_abstract(own)):
            return [own]
        if instance.exact:
            return []
        overrides = [_last(each.methods[name]) for each in self.subclasses(cls) if name in each.methods]
        if own is not None and not overrides:
            return [own]
        return overrides

    def own_names(self, method: FunctionDefinition) -> frozenset[str]:
        """The attributes of its own object that a method uses, itself or through its class's methods."""
        empty: frozenset[str] = frozenset()
        return self.solver.solve(("own names", method), lambda: self._own_names(method), empty)

    def _own_names(self, method: FunctionDefinition) -> frozenset[str]:
        text = self.interpreter.project.bodies.text_of(method)
        head = RECEIVER.search(text)
        if head is None:
            return frozenset({ANYTHING})
        body = text[head.end() :]
        names = set(re.findall(rf"\b{head.group(1)}\b(?:\.(\w+))?", body))
        if "" in names or "__class__" in names or "super(" in body:
            return frozenset({ANYTHING})
        if method.owner is not None:
            for name in sorted(names):
                called = self.method(method.owner, name)
                if called is not None and called is not method:
                    names |= self.own_names(called)
        return frozenset(names)

    def specialises(self, cls: ClassDefinition, method: FunctionDefinition) -> bool:
        """Whether a class changes anything that a method inherited from a base of it uses."""
        names = self.own_names(method)
        if ANYTHING in names:
            return True
        for each in self.lineage(cls):
            if each is method.owner:
                return False
            if isinstance(each, str):
                continue
            assigned = self.interpreter.attributes.assigned_in(each)
            if any(
                name in each.methods or name in each.values or name in each.classes or name in assigned
                for name in names
            ):
                return True
        return True

    def library_bases(self, cls: ClassDefinition | str) -> list[str]:
        """The library classes in a class's lineage for which there are tables."""
        lineage = (cls,) if isinstance(cls, str) else self.lineage(cls)
        knowledge = self.interpreter.knowledge
        return [each for each in lineage if isinstance(each, str) and knowledge.is_class(each)]

    def is_abstract(self, function: FunctionDefinition) -> bool:
        """Whether a method only declares: ``abstractmethod``, or nothing but a docstring,
        ``...``, ``pass`` or ``raise NotImplementedError``."""
        known = self._abstract.get(function)
        if known is None:
            known = self._abstract[function] = _is_declaration(function)
        return known


def _is_declaration(function: FunctionDefinition) -> bool:
    node = function.node()
    if isinstance(node, ast.Lambda):
        return False
    for decorator in node.decorator_list:
        name = last_name(decorator)
        if name in ABSTRACT_DECORATORS:
            return True
    return all(_declares(statement) for statement in node.body)


def _declares(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Raise):
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return isinstance(raised, ast.Name) and raised.id in ("NotImplementedError", "NotImplemented")
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass)


def _last(named: list[FunctionDefinition]) -> FunctionDefinition:
    """Of methods of one name the one that the class has in the end; of a property's the getter."""
    if len(named) > 1:
        for each in reversed(named):
            if not (each.decorated and accessor_of(each)):
                return each
    return named[-1]


def owner_type(function: FunctionDefinition) -> Type | None:
    """What ``self`` is in a method of which no more is known: its class or a subclass.

    None for a function.
    """
    return Instance(function.owner, exact=False) if function.owner is not None else None
