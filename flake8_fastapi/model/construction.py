"""Objects of the project's classes, with what their constructors keep of the arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.types import FunctionObject, Instance, is_informative

if TYPE_CHECKING:
    from flake8_fastapi.model.arguments import Arguments
    from flake8_fastapi.model.interpreter import Interpreter


def constructed(
    interpreter: Interpreter, cls: ClassDefinition, arguments: Arguments | None = None
) -> Instance:
    """An object of a class of the project, with what its constructor stores of the arguments."""
    plain = Instance(cls)
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
    return Instance(cls, True, tuple(sorted(kept.items()))) if kept else plain


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
    return Instance(cls, True, tuple(sorted(kept.items()))) if kept else plain
