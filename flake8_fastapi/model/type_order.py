"""An order of types that is the same in every process.

Alternatives are kept in sets; what is looked at first decides which chain a message names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.types import (
    NONE,
    ClassObject,
    Constant,
    Coroutine,
    External,
    ExternalMethod,
    FunctionObject,
    Generator,
    Instance,
    Manager,
    ModuleObject,
    TupleOf,
    Type,
    Union,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.model.definitions import ClassDefinition

DEEPEST_KEY = 2
"""How many types inside of a type ``repr_key`` looks at."""


def alternatives(of: Type) -> tuple[Type, ...]:
    """The types that a value may have, without None, in a fixed order."""
    if not isinstance(of, Union):
        return (of,)
    try:
        return of.ordered
    except AttributeError:
        options = [each for each in of.options if each != NONE]
        ordered = tuple(sorted(options, key=repr_key)) if len(options) > 1 else tuple(options)
        object.__setattr__(of, "ordered", ordered)
        return ordered


def repr_key(of: Type, depth: int = DEEPEST_KEY) -> str:
    """A text that orders types the same way in every process.

    Types hold others that hold others, of many alternatives each; what lies deeper than ``depth`` does not
    count, since writing all of it down may take longer than the evaluation that asks.
    """
    if isinstance(of, Instance):
        kept = of.attributes if depth else ()
        attributes = [f" {name}={repr_key(each, depth - 1)}" for name, each in kept]
        return f"{'i' if of.exact else 'j'}{_class_key(of.cls)}{''.join(attributes)}"
    if isinstance(of, ClassObject):
        return f"{'c' if of.exact else 'd'}{_class_key(of.definition)}"
    if isinstance(of, External):
        return f"e{of.name}"
    if isinstance(of, ModuleObject):
        return f"m{of.module.name}"
    if isinstance(of, Constant):
        return f"Constant {of.value!r}"
    name = type(of).__name__
    if isinstance(of, FunctionObject):
        name = f"f{of.definition.full_name}{of.definition.line}"
    elif isinstance(of, ExternalMethod):
        name = f"ExternalMethod {of.name}"
    if depth == 0:
        return name
    if isinstance(of, Union):
        return f"Union {sorted(repr_key(each, depth - 1) for each in of.options)}"
    if isinstance(of, (Coroutine, Generator, Manager)):
        # Two that give the same may come from functions that do different things.
        name += "".join(f" {each.name}{each.operation}{each.chain}" for each in of.effects)
    members: Iterable[Type | None] = of.members if isinstance(of, TupleOf) else ()
    members = members or [getattr(of, inner) for inner in _INNER if hasattr(of, inner)]
    return f"{name} {' '.join(repr_key(each, depth - 1) for each in members if each is not None)}"


def _class_key(cls: ClassDefinition | str) -> str:
    return cls if isinstance(cls, str) else f"{cls.full_name}{cls.line}"


_INNER = ("target", "result", "item", "key", "value", "receiver", "provider")
"""The attributes by which types hold others."""
