"""What can surely not be called, so that nothing can depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    NONE,
    Constant,
    Coroutine,
    Entries,
    Generator,
    Instance,
    Items,
    Manager,
    TupleOf,
    class_name,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import ClassDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import Type

NOT_CALLABLE = role("not-callable").names
"""Classes of libraries whose objects have no ``__call__``."""


def is_surely_not_callable(module: Module, of: Type) -> str:
    """What a value is, in a word, where calling it must fail; ``""`` where it may be callable."""
    found = [_one(module, each) for each in alternatives(of)]
    return found[0] if found and all(found) else ""


def _one(module: Module, of: Type) -> str:
    if isinstance(of, Generator):
        return "a generator"
    if isinstance(of, Coroutine) and of.certain:
        return "a coroutine"
    if isinstance(of, Manager):
        return "a context manager"
    if isinstance(of, (Items, Entries, TupleOf)):
        return "a container"
    if isinstance(of, Constant) and of != NONE:
        return f"{of.value!r}"
    if isinstance(of, Instance) and not _may_have_call(module, of):
        return f"a {class_name(of.cls).rpartition('.')[2]}"
    return ""


def _may_have_call(module: Module, of: Instance) -> bool:
    if isinstance(of.cls, str):
        return of.cls not in NOT_CALLABLE
    if not of.exact and module.project.interpreter.hierarchy.subclasses(of.cls):
        return True  # one of these may stand there
    return not surely_lacks_call(module, of.cls)


def surely_lacks_call(module: Module, cls: ClassDefinition) -> bool:
    """Whether objects of a class cannot be called: it and its bases, all known, have no ``__call__``."""
    hierarchy = module.project.interpreter.hierarchy
    return hierarchy.has_known_bases(cls) and all(
        each in NOT_CALLABLE
        if isinstance(each, str)
        else "__call__" not in each.methods and "__call__" not in each.values and not each.keywords
        for each in hierarchy.lineage(cls)
    )
