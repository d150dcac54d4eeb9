"""The type words of the knowledge tables, as types of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.construction import constructed
from flake8_fastapi.model.types import (
    UNKNOWN,
    ClassObject,
    Constant,
    External,
    Instance,
    Items,
    Type,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.arguments import Arguments
    from flake8_fastapi.model.interpreter import Interpreter


NOT_GIVEN = Constant(False)
"""What a flag is that a call does not give."""


class TypeWords:
    """Reads the type texts that ``docs/knowledge.md`` describes."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter

    def parse(self, text: str, receiver: Type = UNKNOWN, arguments: Arguments | None = None) -> Type:
        """The type that a text means, for the object and the arguments of the call at hand."""
        if text == "self":
            return receiver
        kind, _, rest = text.partition(" ")
        if not rest:
            return self._simple(text)
        if text.startswith("list of "):
            return Items(self.parse(text.removeprefix("list of "), receiver, arguments))
        if kind == "class":
            return External(self.interpreter.knowledge.canonical(rest))
        if kind == "argument":
            return self._argument(rest, arguments)
        if text.startswith("instance of argument "):
            name = text.removeprefix("instance of argument ")
            return self._instance(self._argument(name, arguments))
        if kind == "kept":
            return self._kept(rest, receiver)
        if kind == "where":
            return self._where(rest, receiver, arguments)
        return UNKNOWN

    @staticmethod
    def _simple(text: str) -> Type:
        return UNKNOWN if text in ("None", "builtins.NoneType") else Instance(text)

    @staticmethod
    def _argument(name: str, arguments: Arguments | None) -> Type:
        if arguments is None:
            return UNKNOWN
        if name.isdigit():
            return arguments.at(int(name))
        return arguments.keyword(name)

    def _kept(self, rest: str, receiver: Type) -> Type:
        """``name or pkg.Class``: the class that the constructor was given, else the named one."""
        name, _, otherwise = rest.partition(" or ")
        if isinstance(receiver, Instance):
            for kept, of in receiver.attributes:
                if kept == name:
                    return self._instance(of)
        return self._simple(otherwise) if otherwise else UNKNOWN

    def _where(self, rest: str, receiver: Type, arguments: Arguments | None) -> Type:
        """``name one else other``: which of two it is, by the literal that a keyword argument is given."""
        name, _, types = rest.partition(" ")
        one, _, other = types.partition(" else ")
        given = arguments.keywords.get(name, NOT_GIVEN) if arguments is not None else UNKNOWN
        if not isinstance(given, Constant) or (arguments is not None and arguments.unpacked):
            return UNKNOWN
        return self.parse(one if given.value else other, receiver, arguments)

    def _instance(self, of: Type) -> Type:
        if isinstance(of, ClassObject):
            return constructed(self.interpreter, of.definition)
        if isinstance(of, External):
            return Instance(self.interpreter.knowledge.canonical(of.name))
        return UNKNOWN
