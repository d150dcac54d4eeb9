"""The type words of the knowledge tables, as types of the model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.construction import constructed
from flake8_fastapi.model.types import (
    UNKNOWN,
    ClassObject,
    Constant,
    External,
    FunctionObject,
    Instance,
    Items,
    TupleOf,
    Type,
    union,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.arguments import Arguments
    from flake8_fastapi.model.interpreter import Interpreter


KEEPING = " keeping "

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
            item = self.parse(text.removeprefix("list of "), receiver, arguments)
            return item if item is UNKNOWN else Items(item)
        if text.startswith("tuple of "):
            members = text.removeprefix("tuple of ").split(" and ")
            return TupleOf(tuple(self.parse(each, receiver, arguments) for each in members))
        if kind == "perhaps":
            return union((self._simple(rest), UNKNOWN))
        if KEEPING in text:
            return self._keeping(text, receiver, arguments)
        if kind == "class":
            return External(self.interpreter.knowledge.canonical(rest))
        if kind == "argument":
            name, _, facade = rest.partition(" as ")
            given = self._argument(name, arguments)
            return self._become(given, facade) if facade else given
        if text.startswith("instance of argument "):
            name = text.removeprefix("instance of argument ")
            return self._instance(self._argument(name, arguments))
        if text.startswith("implementation of argument "):
            name = text.removeprefix("implementation of argument ")
            return self.interpreter.annotations.instance_of(self._argument(name, arguments))
        if kind == "kept":
            return self._kept(rest, receiver, arguments)
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

    @staticmethod
    def _become(of: Type, cls: str) -> Type:
        """``argument func as pkg.Class``: the project's function as an object of that class."""
        return replace(of, facade=cls) if isinstance(of, FunctionObject) else Instance(cls)

    def _kept(self, rest: str, receiver: Type, arguments: Arguments | None) -> Type:
        """``name or pkg.Class``: an instance of the class that is kept under a name, else of the named one.

        ``name of argument 0``: what an argument keeps, and not the object called.
        """
        name, _, otherwise = rest.partition(" or ")
        name, _, argument = name.partition(" of argument ")
        of = _kept_under(name, self._argument(argument, arguments) if argument else receiver)
        if of is not UNKNOWN:
            return self._instance(of)
        return self._simple(otherwise) if otherwise else UNKNOWN

    def _keeping(self, text: str, receiver: Type, arguments: Arguments | None) -> Type:
        """``pkg.Class keeping name of argument 0 as other``: an object that tells of another one's class.

        It keeps the class that the argument is (the only one, since of two neither is all), or what the
        argument, else the object called, keeps under that name itself.
        """
        cls, _, rest = text.partition(KEEPING)
        rest, _, other = rest.partition(" as ")
        name, _, argument = rest.partition(" of argument ")
        of = _kept_under(name, receiver)
        if argument and arguments is not None:
            given = self._argument(argument, arguments)
            is_alone = isinstance(given, ClassObject) and len(arguments.positional) == 1
            of = given if is_alone else _kept_under(name, given)
        return Instance(cls) if of is UNKNOWN else Instance(cls, True, ((other or name, of),))

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


def _kept_under(name: str, of: Type) -> Type:
    """What an object of a library keeps under a name; UNKNOWN where it keeps nothing there."""
    if isinstance(of, Instance):
        for kept, value in of.attributes:
            if kept == name:
                return value
    return UNKNOWN
