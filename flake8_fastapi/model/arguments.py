"""The arguments of a call, and how they meet a function's parameters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.types import (
    NEVER,
    NONE,
    UNKNOWN,
    ClassObject,
    Composite,
    Constant,
    Coroutine,
    Entries,
    External,
    ExternalMethod,
    FunctionObject,
    Generator,
    Instance,
    Items,
    Maker,
    Manager,
    Partial,
    TupleOf,
    Type,
    Union,
    is_informative,
    union,
)

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter

DEEPEST_ARGUMENT = 3
"""Types nested deeper than this are not carried into a callee."""


@dataclass(slots=True)
class Arguments:
    """The types of a call's arguments; ``unpacked`` when ``*`` or ``**`` hides some.

    What an unpacked tuple or dictionary is known to hold is among them.
    """

    positional: list[Type] = field(default_factory=list)
    keywords: dict[str, Type] = field(default_factory=dict)
    unpacked: bool = False

    def at(self, position: int) -> Type:
        """The type of a positional argument; UNKNOWN when it is not given."""
        return self.positional[position] if position < len(self.positional) else UNKNOWN

    def keyword(self, name: str) -> Type:
        """The type of a keyword argument; UNKNOWN when it is not given."""
        return self.keywords.get(name, UNKNOWN)

    def given(self, position: int | None, name: str | None) -> Type | None:
        """An argument by its name or else its position; None when it is not given."""
        if name is not None and name in self.keywords:
            return self.keywords[name]
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return None

    def after(self, position: int, *without: str | None) -> Arguments:
        """The arguments that remain once the callable among them has been taken out."""
        kept = {name: of for name, of in self.keywords.items() if name not in without}
        return Arguments(self.positional[position + 1 :], kept, self.unpacked)

    def before(self, partial: Partial) -> Arguments:
        """The arguments with those in front that a ``functools.partial`` holds."""
        return Arguments(
            [*partial.positional, *self.positional],
            {**dict(partial.keywords), **self.keywords},
            self.unpacked,
        )


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter and the type that its annotation, dependency or default gives it.

    ``positional`` and ``keyword`` tell how it may be given; ``default`` is a literal, UNKNOWN for any other.
    """

    name: str
    declared: Type
    positional: bool
    keyword: bool
    default: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Signature:
    """The parameters of a function without the receiver's.

    ``receiver`` is the name of that (``self``), None for static methods and functions; ``rest`` and
    ``keyword_rest`` are those of ``*`` and ``**``, None where there is none.
    """

    parameters: tuple[Parameter, ...]
    receiver: str | None
    rest: str | None
    keyword_rest: str | None

    def parameter(self, place: int | str) -> Parameter | None:
        """The parameter that takes the argument at a position, or under a name.

        None where it has no such parameter.
        """
        if isinstance(place, str):
            return next((each for each in self.parameters if each.name == place and each.keyword), None)
        positional = [each for each in self.parameters if each.positional]
        return positional[place] if place < len(positional) else None


class Signatures:
    """Reads signatures and binds the arguments of calls to them."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter

    def of(self, function: FunctionDefinition) -> Signature:
        """The signature of a function, its annotations resolved in its module."""
        empty = Signature((), None, None, None)
        return self.interpreter.solver.solve(("signature", function), lambda: self._read(function), empty)

    def _read(self, function: FunctionDefinition) -> Signature:
        arguments = function.node().args
        scope = self.interpreter.definition_scope(function)
        positional = [*arguments.posonlyargs, *arguments.args]
        without_default: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
        defaults: list[ast.expr | None] = [*without_default, *arguments.defaults]
        receiver = receiver_name(function)
        if receiver is not None:
            positional, defaults = positional[1:], defaults[1:]
        only_positional = {each.arg for each in arguments.posonlyargs}
        parameters = []
        for argument, default in zip(
            [*positional, *arguments.kwonlyargs], [*defaults, *arguments.kw_defaults], strict=True
        ):
            declared = self.interpreter.annotations.value_type(scope, argument.annotation)
            given = scope.type_of(default) if default is not None else UNKNOWN
            of = self.interpreter.annotations.default_as(given, declared)
            parameters.append(
                Parameter(
                    argument.arg,
                    UNKNOWN if isinstance(of, Constant) else of,
                    positional=argument in positional,
                    keyword=argument.arg not in only_positional,
                    default=given if isinstance(given, Constant) else UNKNOWN,
                )
            )
        return Signature(
            tuple(parameters),
            receiver,
            arguments.vararg.arg if arguments.vararg else None,
            arguments.kwarg.arg if arguments.kwarg else None,
        )

    def bind(self, function: FunctionDefinition, given: Arguments) -> tuple[tuple[str, Type], ...]:
        """The parameters of which the call tells more than the signature does, with their types.

        Sorted by name; empty for most calls, so that one summary serves them all.
        """
        bound: dict[str, Type] = {}
        signature = self.of(function)
        positional = [each for each in signature.parameters if each.positional]
        for parameter, of in zip(positional, given.positional, strict=False):
            self._offer(bound, parameter, of, function)
        if signature.rest and len(given.positional) > len(positional):
            surplus = given.positional[len(positional) :]
            if any(is_informative(each) for each in surplus):
                bound[signature.rest] = TupleOf(tuple(shallow(each) for each in surplus))
        by_name = {each.name: each for each in signature.parameters if each.keyword}
        surplus_names: dict[str, Type] = {}
        for name, of in given.keywords.items():
            if name in by_name:
                self._offer(bound, by_name[name], of, function)
            elif is_informative(of):
                surplus_names[name] = self._plain(shallow(of))
        if signature.keyword_rest and surplus_names:
            covers = self.interpreter.harmless.covers
            members = tuple((name, of) for name, of in sorted(surplus_names.items()) if not covers(of))
            bound[signature.keyword_rest] = Entries(UNKNOWN, UNKNOWN, members)
        return tuple(sorted(bound.items()))

    def literals(self, function: FunctionDefinition, given: Arguments) -> tuple[tuple[str, Type], ...]:
        """The parameters that a call gives literal values, by an argument or by their default."""
        if given.unpacked:
            return ()
        found: list[tuple[str, Type]] = []
        signature = self.of(function)
        positional = [each.name for each in signature.parameters if each.positional]
        by_position = dict(zip(positional, given.positional, strict=False))
        for parameter in signature.parameters:
            of = given.keywords.get(parameter.name, by_position.get(parameter.name, parameter.default))
            if isinstance(of, Constant):
                found.append((parameter.name, of))
        return tuple(sorted(found, key=lambda each: each[0]))

    def _offer(
        self, bound: dict[str, Type], parameter: Parameter, of: Type, function: FunctionDefinition
    ) -> None:
        declared = parameter.declared
        if of == NONE:
            if isinstance(declared, Union) and NONE in declared.options:
                bound[parameter.name] = of
        elif is_informative(of):
            of = self._plain(shallow(of))
            if self.tells_more(of, declared):
                # What a plain function does with data may still decide which way it goes.
                if function.is_async and self.is_data_to(function, of, declared):
                    return
                harmless = self.interpreter.harmless
                if isinstance(of, FunctionObject) and harmless.only_asks_about(function, parameter.name):
                    return
                bound[parameter.name] = of

    def is_data_to(self, function: FunctionDefinition, of: Type, declared: Type) -> bool:
        """Whether it makes no difference to a coroutine that a parameter ``declared`` so is given this."""
        covers = self.interpreter.harmless.covers
        return covers(of) and covers(declared)

    def _plain(self, of: Type) -> Type:
        """An argument's type without what a callee can do nothing with.

        Each type that is told opens one more evaluation of the callee. Data is left out of containers, and
        so are containers where it may be one of several; whether an object is of a subclass says nothing
        where there is none.
        """
        if isinstance(of, Instance):
            return self._of_its_class(of)
        if not isinstance(of, Composite):
            return of
        try:
            return of.plain
        except AttributeError:
            # Kept with this very type: equal ones may hold coroutines that do other things.
            found = self._plain_composite(of)
            object.__setattr__(of, "plain", found)
            return found

    def _of_its_class(self, of: Instance) -> Instance:
        if not of.exact or isinstance(of.cls, str) or self.interpreter.hierarchy.subclasses(of.cls):
            return of
        return Instance(of.cls, False, of.attributes)

    def _plain_composite(self, of: Type) -> Type:
        if isinstance(of, Union):
            containers = sum(isinstance(each, Composite) for each in of.options)
            return union(
                UNKNOWN if containers > 1 and isinstance(each, Composite) else self._plain_member(each)
                for each in of.options
            )
        if isinstance(of, Items):
            return Items(self._plain_member(of.item))
        if isinstance(of, TupleOf):
            return TupleOf(tuple(map(self._plain_member, of.members)))
        if isinstance(of, Entries):
            members = tuple((name, self._plain_member(each)) for name, each in of.members)
            return Entries(UNKNOWN, self._plain_member(of.value), members)
        return of

    def _plain_member(self, of: Type) -> Type:
        return self._plain(of) if is_informative(of) or of == NONE else UNKNOWN

    def tells_more(self, given: Type, declared: Type) -> bool:
        """Whether an argument's type says more than the type that the parameter declares."""
        if given == declared:
            return False
        if declared is UNKNOWN or isinstance(declared, (Maker, Union)):
            return True
        if isinstance(declared, Instance) and isinstance(given, Instance):
            if not self.interpreter.hierarchy.is_subclass(given.cls, declared.cls):
                return self.interpreter.hierarchy.is_protocol(declared.cls)
            if given.cls != declared.cls or given.attributes:
                return True
            return given.exact and not declared.exact and not isinstance(given.cls, str)
        if isinstance(declared, Items) and isinstance(given, Items):
            return self.tells_more(given.item, declared.item)
        if isinstance(declared, ClassObject) and isinstance(given, ClassObject):
            return self.interpreter.hierarchy.is_subclass(given.definition, declared.definition)
        return isinstance(given, FunctionObject) and not isinstance(declared, FunctionObject)


_FLAT = frozenset({Constant, External, FunctionObject, ClassObject, UNKNOWN.__class__, NEVER.__class__})


def shallow(of: Type, depth: int = DEEPEST_ARGUMENT) -> Type:
    """The type with what is nested too deep left out, so that recursion cannot grow types forever."""
    kind = of.__class__
    if kind in _FLAT or (kind is Instance and not of.attributes):  # type: ignore[attr-defined]
        return of
    if depth == DEEPEST_ARGUMENT and isinstance(of, Composite):
        try:
            return of.shallow
        except AttributeError:
            found = _shallow(of, depth)
            object.__setattr__(of, "shallow", found)
            return found
    return _shallow(of, depth)


def _shallow(of: Type, depth: int) -> Type:
    if isinstance(of, Union):
        return union(shallow(each, depth) for each in of.options)
    if depth == 0:
        return of if isinstance(of, Instance) and not of.attributes else UNKNOWN
    if isinstance(of, Coroutine):
        return replace(of, result=shallow(of.result, depth - 1))
    if isinstance(of, ExternalMethod):
        return ExternalMethod(shallow(of.receiver, depth - 1), of.name)
    if isinstance(of, Generator):
        return replace(of, item=shallow(of.item, depth - 1))
    if isinstance(of, Manager):
        return replace(of, value=shallow(of.value, depth - 1))
    if isinstance(of, Instance) and of.attributes:
        attributes = tuple((name, shallow(each, depth - 1)) for name, each in of.attributes)
        return Instance(of.cls, of.exact, attributes)
    if isinstance(of, Items):
        return Items(shallow(of.item, depth - 1))
    if isinstance(of, Entries):
        members = tuple((name, shallow(each, depth - 1)) for name, each in of.members)
        return Entries(shallow(of.key, depth - 1), shallow(of.value, depth - 1), members)
    if isinstance(of, TupleOf):
        return TupleOf(tuple(shallow(each, depth - 1) for each in of.members))
    if isinstance(of, Partial):
        return Partial(
            shallow(of.target, depth - 1),
            tuple(shallow(each, depth - 1) for each in of.positional),
            tuple((name, shallow(each, depth - 1)) for name, each in of.keywords),
        )
    return of
