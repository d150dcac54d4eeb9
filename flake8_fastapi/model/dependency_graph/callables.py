"""What can surely not be called, so that nothing can depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import Type

PLAIN = frozenset(
    {"builtins.bool", "builtins.bytes", "builtins.float", "builtins.int", "builtins.str", "builtins.dict",
     "builtins.list", "builtins.set", "builtins.tuple", "sqlalchemy.orm.Session",
     "sqlalchemy.ext.asyncio.AsyncSession", "sqlalchemy.engine.Engine", "sqlalchemy.engine.Connection"}
)  # fmt: skip
"""Classes of libraries whose objects have no ``__call__``."""

BASES_WITHOUT_CALL = frozenset(
    {"abc.ABC", "builtins.object", "enum.Enum", "pydantic.BaseModel", "pydantic_settings.BaseSettings",
     "sqlalchemy.orm.DeclarativeBase", "sqlmodel.SQLModel", "typing.Generic", "typing.NamedTuple",
     "typing.Protocol"}
)  # fmt: skip


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
        return of.cls not in PLAIN
    hierarchy = module.project.interpreter.hierarchy
    if hierarchy.are_related(of.cls, "builtins.int") or (not of.exact and hierarchy.subclasses(of.cls)):
        return True  # a base that is not known, or a subclass that may stand there
    for each in hierarchy.lineage(of.cls):
        if isinstance(each, str):
            if each not in BASES_WITHOUT_CALL:
                return True
        elif "__call__" in each.methods or "__call__" in each.values:
            return True
    return False
