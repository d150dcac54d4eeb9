"""Objects of the project's classes, with what their constructors keep of the arguments."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.decorators import kind_of_method, short_names
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.types import ClassObject, FunctionObject, Instance, Type, is_informative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.arguments import Arguments
    from flake8_fastapi.model.interpreter import Interpreter

VALIDATORS_OF_CLASS = frozenset({"validator", "root_validator", "field_validator"})
VALIDATORS = VALIDATORS_OF_CLASS | {"model_validator"}
MODEL_LIBRARIES = ("pydantic.", "pydantic_settings.", "sqlmodel.")


def run_to_construct(
    interpreter: Interpreter, cls: ClassDefinition
) -> Iterator[tuple[FunctionDefinition, Type]]:
    """The methods that run when an object of a class is made, each with what it is called on."""
    for name in ("__init__", "__post_init__"):
        method = interpreter.hierarchy.method(cls, name)
        if method is not None:
            yield method, Instance(cls)
    none: tuple[FunctionDefinition, ...] = ()
    for method in interpreter.solver.solve(("validators", cls), lambda: _validators(interpreter, cls), none):
        yield method, Instance(cls) if _is_of_object(method) else ClassObject(cls)


def _validators(interpreter: Interpreter, cls: ClassDefinition) -> tuple[FunctionDefinition, ...]:
    """What pydantic runs for each object of a model; models of SQLModel's tables are not validated."""
    lineage = interpreter.hierarchy.lineage(cls)
    is_model = any(isinstance(each, str) and each.startswith(MODEL_LIBRARIES) for each in lineage)
    if not is_model or any(keyword.arg == "table" for keyword in cls.keywords):
        return ()
    names = dict.fromkeys(
        name
        for each in lineage
        if isinstance(each, ClassDefinition)
        for name, methods in each.methods.items()
        if name == "model_post_init" or methods[-1].decorated
    )
    methods = [method for name in names if (method := interpreter.hierarchy.method(cls, name)) is not None]
    return tuple(
        each
        for each in methods
        if each.name == "model_post_init" or not VALIDATORS.isdisjoint(_decorators(each))
    )


def _decorators(method: FunctionDefinition) -> set[str]:
    node = method.node()
    return set() if isinstance(node, ast.Lambda) else short_names(node)


def _is_of_object(method: FunctionDefinition) -> bool:
    """Whether a validator is called on the object, and not on its class."""
    return kind_of_method(method) == "instance" and VALIDATORS_OF_CLASS.isdisjoint(_decorators(method))


def constructed(
    interpreter: Interpreter,
    cls: ClassDefinition,
    arguments: Arguments | None = None,
    *,
    exact: bool = True,
) -> Instance:
    """An object of a class of the project, with what its constructor stores of the arguments.

    It may be of a subclass unless the class is ``exact``.
    """
    plain = Instance(cls, exact)
    if arguments is None or not (arguments.positional or arguments.keywords):
        return plain
    method = interpreter.hierarchy.method(cls, "__init__")
    if method is None:
        return _filled(interpreter, plain, cls, arguments)
    if interpreter.notes_calls:
        interpreter.note_call(method, arguments)
    summary = interpreter.summary_of(method, FunctionObject(method, plain), arguments)
    if summary is interpreter.summary_of(method, FunctionObject(method, plain)):
        return plain
    stored = dict(summary.attributes_written)
    kept = {
        name: of
        for name, of in stored.items()
        if is_informative(of) and of != interpreter.attributes.stored(cls, name)
    }
    return Instance(cls, exact, tuple(sorted(kept.items()))) if kept else plain


def _filled(
    interpreter: Interpreter, plain: Instance, cls: ClassDefinition, arguments: Arguments
) -> Instance:
    """An object of a dataclass or model, whose fields the arguments fill."""
    fields: list[str] = []
    for each in reversed(interpreter.hierarchy.lineage(cls)):
        if isinstance(each, ClassDefinition):
            fields += [
                name
                for name, bindings in each.values.items()
                if bindings[0].annotation is not None and name not in fields
            ]
    given = dict(zip(fields, arguments.positional, strict=False)) | arguments.keywords
    kept = {
        name: of
        for name, of in given.items()
        if name in fields and is_informative(of)
        and interpreter.signatures.tells_more(of, interpreter.attributes.stored(cls, name))
    }  # fmt: skip
    return Instance(cls, plain.exact, tuple(sorted(kept.items()))) if kept else plain
