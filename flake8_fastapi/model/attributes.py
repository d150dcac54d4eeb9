"""What ``value.name`` is, for every type of value."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.assigned_attributes import AssignedAttributes
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.kept_parameters import kept_in_attribute
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.shared_state import STATE, SharedState
from flake8_fastapi.model.type_arguments import TypeArguments
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    NONE,
    PRESENT,
    UNKNOWN,
    ClassObject,
    Constant,
    Entries,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    Items,
    Maker,
    ModuleObject,
    Partial,
    Super,
    Type,
    Union,
    class_of,
    is_informative,
    union,
    without_none,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from flake8_fastapi.model.interpreter import Interpreter


CONSTRUCTORS = frozenset({"__init__", "__post_init__", "__new__", "model_post_init"})

ATTRIBUTE_STORED = re.compile(
    r"\.(\w+)[ \t]*(?::[^=\n]*)?=(?!=)|\.(\w+)[ \t]*(?=,[^=\n(]*=(?!=))|\bas[ \t]+\w+\.(\w+)"
)
"""``self.x =``, ``self.x: T =``, ``self.x, y =``, ``as self.x``: where to look closer."""


DELEGATED = re.compile(r"\bgetattr\(\s*(?:(\w+)\.(\w+)(\(\))?|(\w+)\(\))\s*,\s*\w+\s*[,)]")
"""``getattr(self._client, name)`` or ``getattr(get_client(), name)``, in a ``__getattr__``."""

HANDS_ON = "__init__"
"""Constructors that hand arguments on to a base's constructor, which may assign any attribute."""


class Attributes:
    """Looks attributes up on types."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.knowledge = interpreter.knowledge
        self.hierarchy = interpreter.hierarchy
        self.solver = interpreter.solver
        self.shared_state = SharedState(interpreter)
        self.type_arguments = TypeArguments(interpreter)
        self.assigned = AssignedAttributes(interpreter)
        self._writers_of: dict[ClassDefinition, dict[str, list[FunctionDefinition]]] = {}

    def find(self, value: Type, name: str) -> Type:
        """The type of an attribute; UNKNOWN where nothing is known.

        A property is given as its getter, a FunctionObject for which ``is_property`` is true.
        """
        if isinstance(value, ModuleObject):
            return self.interpreter.names.member(value.module, name)
        if isinstance(value, External):
            return self._of_external(value, name)
        if isinstance(value, Instance):
            return self._of_instance(value, name)
        if isinstance(value, ClassObject):
            return self._of_class(value, name)
        if isinstance(value, Union):
            return union(self.find(each, name) for each in alternatives(value))
        if isinstance(value, Super):
            return self._of_super(value, name)
        if isinstance(value, (Items, Entries)):
            return ExternalMethod(value, name)
        if isinstance(value, Constant) and value != NONE:
            return ExternalMethod(Instance(f"builtins.{type(value.value).__name__}"), name)
        if isinstance(value, FunctionObject) and value.facade is not None:
            return self._of_facade(value, value.facade, name)
        if isinstance(value, ExternalMethod) and isinstance(value.receiver, Instance):
            # What looked like a method of a client is one of its nested resources.
            words = self.knowledge.nested(str(value.receiver.cls))
            if words is not None:
                return self.find(self.interpreter.type_words.parse(words, value.receiver), name)
        if isinstance(value, Partial) and name == "func":
            return value.target
        if isinstance(value, Partial) and name == "provided":
            return self.interpreter.annotations.provided(value)
        return UNKNOWN

    def _of_facade(self, function: FunctionObject, facade: str, name: str) -> Type:
        """An attribute of the library's object that a function has become; some of them run the function."""
        if name in (self.knowledge.row(facade, "runs_function") or ()):
            return replace(function, facade=None)
        return self._of_instance(Instance(facade), name)

    def _of_external(self, value: External, name: str) -> Type:
        owner = self.knowledge.canonical(value.name)
        if self.knowledge.is_class(owner):
            text = self.knowledge.attribute(owner, name)
            if text is not None:
                return self.interpreter.type_words.parse(text, Instance(owner))
        return External(self.knowledge.canonical(f"{owner}.{name}"))

    def _of_instance(self, value: Instance, name: str) -> Type:
        for known, of in value.attributes:
            if known == name and of is not PRESENT:
                return of
        if value.cls == STATE:
            return self.shared_state.type_of(name)
        if isinstance(value.cls, str):
            return self._of_library_object(value, value.cls, name)
        methods = self.hierarchy.methods(value, name)
        if methods:
            return union(self._bind(each, self._as_owner(value, each)) for each in methods)
        stored = self._stored_of(value, value.cls, name)
        if (stored is UNKNOWN or isinstance(stored, Maker)) and self._is_given(value.cls, name):
            given = dict(self.interpreter.attributes_given(value.cls)).get(name, UNKNOWN)
            stored = stored if given is UNKNOWN else given
        if stored is UNKNOWN:
            stored = self._given_to_setters(value.cls, name)
        if stored is not UNKNOWN:
            return stored
        for base in self.hierarchy.library_bases(value.cls):
            found = self._of_library_object(value, base, name)
            if found is not UNKNOWN:
                return found
        if not value.exact:
            found = self._stored_by_subclasses(value.cls, name)
            if found is not UNKNOWN:
                return found
        return self._delegated(value, name)

    def _is_given(self, cls: ClassDefinition, name: str) -> bool:
        """Whether the constructor of a class seems to assign an attribute."""
        constructor = self.hierarchy.method(cls, "__init__")
        if constructor is None or constructor.owner is None:
            return False
        return constructor in self.assigned_in(constructor.owner).get(name, ())

    def _given_to_setters(self, cls: ClassDefinition, name: str) -> Type:
        """What callers give the methods that do no more with a parameter than keep it under a name."""
        key = ("given to setters", cls, name)
        return self.interpreter.solver.solve(key, lambda: self._find_given_to_setters(cls, name), UNKNOWN)

    def _find_given_to_setters(self, cls: ClassDefinition, name: str) -> Type:
        owners = [each for each in self.hierarchy.lineage(cls) if isinstance(each, ClassDefinition)]
        writers = [method for each in owners for method in self.assigned_in(each).get(name, ())]
        setters = [method for method in writers if method.name not in CONSTRUCTORS]
        return kept_in_attribute(self.interpreter, setters, name)

    def _delegated(self, value: Instance, name: str) -> Type:
        """What a wrapper's ``__getattr__`` hands on."""
        if isinstance(value.cls, str) or name.startswith("__"):
            return UNKNOWN
        wrapped = self.wrapped_by(value, name)
        return self.find(wrapped, name) if isinstance(wrapped, Instance) else UNKNOWN

    def wrapped_by(self, value: Instance, name: str) -> Type:
        """The object that an object asks for an attribute that it has not itself.

        ``getattr(self._client, name)``, or ``getattr(get_client(), name)``, in its ``__getattr__``.
        """
        method = None if isinstance(value.cls, str) else self.hierarchy.method(value.cls, "__getattr__")
        if method is None:
            return UNKNOWN
        found = DELEGATED.search(self.interpreter.project.bodies.text_of(method))
        if found is None:
            return UNKNOWN
        owner, attribute, is_called, function = found.groups()
        if owner:
            is_other = owner == receiver_name(method) and attribute != name
            held = self._of_instance(value, attribute) if is_other else UNKNOWN
            if isinstance(held, FunctionObject) and (
                is_called or self.interpreter.is_property(held.definition)
            ):
                scope = self.interpreter.module_scope(method.module)
                held = without_none(self.interpreter.result_of_call(held, Arguments(), scope))
            return held
        of = self.interpreter.module_scope(method.module).name_type(function)
        made = self.interpreter.result_of_call(of, Arguments(), self.interpreter.module_scope(method.module))
        return UNKNOWN if made == value else made

    def _as_owner(self, value: Instance, method: FunctionDefinition) -> Instance:
        """The receiver inside an override: an object of the class that has the override.

        It holds what the project's calls give its constructor, where that says nothing itself.
        """
        if method.owner is None or method.owner is value.cls or value.exact:
            return value
        if value.cls in self.hierarchy.lineage(method.owner):
            held = value.attributes or self.interpreter.attributes_given(method.owner)
            return Instance(method.owner, False, held)
        return value

    def _of_library_object(self, value: Instance, cls: str, name: str) -> Type:
        text = self.knowledge.attribute(cls, name)
        seen = self._as_model(value, cls)
        if text is not None:
            return self.interpreter.type_words.parse(text, seen)
        if self.knowledge.is_class(cls):
            kept = self.assigned.of_application(cls, name)
            if kept is not UNKNOWN:
                return kept
            return ExternalMethod(Instance(cls, value.exact, seen.attributes), name)
        return UNKNOWN if not isinstance(value.cls, str) else ExternalMethod(value, name)

    def _as_model(self, value: Instance, cls: str) -> Instance:
        """An object of a project's model, told to the library's methods that give such objects."""
        if isinstance(value.cls, str) or not self.knowledge.row(cls, "selects_itself"):
            return value
        return Instance(value.cls, value.exact, (*value.attributes, ("selected", ClassObject(value.cls))))

    def _bind(self, method: FunctionDefinition, receiver: Type) -> Type:
        function = self.interpreter.function_object(method)
        if isinstance(function, FunctionObject) and function.receiver is None:
            kind = self.interpreter.kind_of_method(method)
            if kind == "static":
                return function
            if kind == "class" and isinstance(receiver, Instance):
                receiver = class_of(receiver)
            return replace(function, receiver=receiver)
        return function

    def _of_class(self, value: ClassObject, name: str) -> Type:
        method = self.hierarchy.method(value.definition, name)
        if method is not None:
            if self.interpreter.kind_of_method(method) == "class":
                return self._bind(method, value)
            return self.interpreter.function_object(method)
        for each in self.hierarchy.lineage(value.definition):
            if isinstance(each, ClassDefinition):
                if name in each.classes:
                    return ClassObject(each.classes[name])
                if name in each.values:
                    if not _is_none_yet(each, name):
                        return self._class_value(each, name)
                    stored = self.stored(value.definition, name)
                    is_told = stored is not UNKNOWN and stored != NONE
                    return stored if is_told else self._given_to_setters(value.definition, name)
        for base in self.hierarchy.library_bases(value.definition):
            found = self._of_library_object(Instance(value.definition), base, name)
            if found is not UNKNOWN:
                return found
        return UNKNOWN

    def _of_super(self, value: Super, name: str) -> Type:
        receiver = value.receiver
        cls = receiver.cls if isinstance(receiver, Instance) else None
        if isinstance(receiver, ClassObject):
            cls = receiver.definition
        if not isinstance(cls, ClassDefinition):
            cls = value.after
        found = self.hierarchy.method_after(cls, value.after, name)
        if isinstance(found, FunctionDefinition):
            return self._bind(found, receiver)
        if isinstance(found, str):
            return self._of_library_object(Instance(found), found, name)
        return UNKNOWN

    def _class_value(self, cls: ClassDefinition, name: str) -> Type:
        key = ("class value", cls, name)
        return self.solver.solve(key, lambda: self._filled(cls, name, self._infer_class_value), UNKNOWN)

    def _filled(self, cls: ClassDefinition, name: str, infer: Callable[[ClassDefinition, str], Type]) -> Type:
        return self.interpreter.kept_items.of_class(cls, name, infer(cls, name))

    def _infer_class_value(self, cls: ClassDefinition, name: str) -> Type:
        scope = self.interpreter.class_scope(cls)
        found = []
        for binding in cls.values[name]:
            declared = self.interpreter.annotations.value_type(scope, binding.annotation)
            if binding.value is not None:
                outer, scope.binding_now = scope.binding_now, name
                given = scope.type_of_binding(binding)
                scope.binding_now = outer
                if isinstance(given, (Entries, Items)) and self.interpreter.kept_items.says_little(declared):
                    declared = given  # `registry: list = []`
                declared = self.interpreter.annotations.default_as(given, declared)
            found.append(declared)
        return union(found)

    def stored(self, cls: ClassDefinition, name: str) -> Type:
        """What objects of a class hold under a name: declared in the class, or assigned to ``self``."""
        key = ("stored", cls, name)
        return self.solver.solve(key, lambda: self._filled(cls, name, self._infer_stored), UNKNOWN)

    def _infer_stored(self, cls: ClassDefinition, name: str) -> Type:
        declared: Type = UNKNOWN
        is_open = not cls.values and not cls.methods and not cls.bases
        classes = [each for each in self.hierarchy.lineage(cls) if isinstance(each, ClassDefinition)]
        for each in classes:
            if name in each.classes:
                return ClassObject(each.classes[name])
            if name in each.values and declared is UNKNOWN:
                is_open |= _is_none_yet(each, name)
                declared = self._class_value(each, name)
                if declared is UNKNOWN:
                    declared = self.type_arguments.declared(cls, each, name)
                if is_informative(declared):
                    return declared
        # Constructors first: they tell nearly always, and depend on little else.
        for in_constructor in (True, False):
            written: list[Type] = []
            for each in classes:
                writers = self.assigned_in(each)
                for method in (*writers.get(name, ()), *writers.get(HANDS_ON, ())):
                    if (method.name in CONSTRUCTORS) is in_constructor:
                        bound = self.type_arguments.bound(cls, method)
                        receiver = Instance(cls, exact=False)
                        summary = (
                            self.interpreter.summary_in(method, None, receiver, bound)
                            if bound
                            else self.interpreter.summary_of(method)
                        )
                        written += [of for known, of in summary.attributes_written if known == name]
            telling = [each for each in written if each != NONE and each is not UNKNOWN]
            if telling:
                return union(telling)
            is_open |= NONE in written
        assigned = self.assigned.of_class(classes, name) if is_open else UNKNOWN
        return declared if assigned is UNKNOWN else assigned

    def _stored_of(self, value: Instance, cls: ClassDefinition, name: str) -> Type:
        """What one object holds under a name, where its methods make it of what its constructor was given."""
        if any(of is not PRESENT for _, of in value.attributes):
            for each in self.hierarchy.lineage(cls):
                writers = self.assigned_in(each).get(name, ()) if isinstance(each, ClassDefinition) else ()
                written = [
                    of
                    for method in writers
                    if method.name not in CONSTRUCTORS
                    for known, of in self.interpreter.summary_in(method, None, value, ()).attributes_written
                    if known == name and is_informative(of)
                ]
                if written:
                    return union(written)
        return self.stored(cls, name)

    def assigned_in(self, cls: ClassDefinition) -> dict[str, list[FunctionDefinition]]:
        """The methods of a class by the attributes that their text seems to assign."""
        writers = self._writers_of.get(cls)
        if writers is None:
            writers = self._writers_of[cls] = {}
            bodies = self.interpreter.project.bodies
            for methods in cls.methods.values():
                for method in methods:
                    found = ATTRIBUTE_STORED.findall(bodies.text_of(method))
                    for name in dict.fromkeys(part for parts in found for part in parts if part):
                        writers.setdefault(name, []).append(method)
                    if method.name == "__init__" and ".__init__(" in bodies.text_of(method):
                        writers.setdefault(HANDS_ON, []).append(method)
        return writers

    def _stored_by_subclasses(self, cls: ClassDefinition, name: str) -> Type:
        found = [self.stored(each, name) for each in self.hierarchy.subclasses(cls)]
        telling = [each for each in found if each != NONE and each is not UNKNOWN]
        return union(telling) if telling else UNKNOWN


def _is_none_yet(cls: ClassDefinition, name: str) -> bool:
    """Whether a class says ``name = None`` and no more of it: something is to be assigned later."""
    return all(
        each.annotation is None and isinstance(each.value, ast.Constant) and each.value.value is None
        for each in cls.values[name]
    )
