"""The light types that the model infers: what a name or an expression stands for.

They describe values, not annotations: ``ClassObject`` is the class itself and
``Instance`` something made from it. All are immutable and hashable, since call
summaries are memoised by the types of the arguments.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.effects import Effect
    from flake8_fastapi.model.evaluation import Evaluation
    from flake8_fastapi.model.module import Module

LARGEST_UNION = 16
"""A union of more alternatives than this says nothing any more: it becomes ``UNKNOWN``."""
LARGEST_TABLE = 64
"""Alternatives that may be more where all are functions: so many stand in a dispatch table."""


class Type:
    """Base of all types; itself used for nothing."""

    __slots__ = ()


class _Unknown(Type):
    """Nothing is known; rules stay silent."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Type = _Unknown()


class _Present(Type):
    """Says of an attribute that it has just been found to be true, and nothing of its type."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "PRESENT"


PRESENT: Type = _Present()


@dataclass(frozen=True, slots=True)
class External(Type):
    """A module, function, class or object of a library, by its dotted name."""

    name: str


@dataclass(frozen=True, slots=True)
class ModuleObject(Type):
    """A module of the project."""

    module: Module


@dataclass(frozen=True, slots=True)
class ClassObject(Type):
    """A class of the project, not an instance of it.

    ``exact`` is False when a subclass may stand there (``type[Base]``).
    """

    definition: ClassDefinition
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Instance(Type):
    """An object made from a class.

    ``cls`` is a class of the project or the dotted name of a library's class.
    ``exact`` is False when a subclass may stand there (annotations, ``self``).
    ``attributes`` holds what a constructor stored, where the class alone does not tell it.
    """

    cls: ClassDefinition | str
    exact: bool = True
    attributes: tuple[tuple[str, Type], ...] = ()


@dataclass(frozen=True, slots=True)
class FunctionObject(Type):
    """A function of the project, with what it is bound to.

    ``receiver`` is the instance or class of a bound method; ``closure`` the evaluation
    of the function that it is nested in; ``manager`` tells a function under
    ``contextlib.contextmanager`` (or its async twin); ``facade`` is the library class
    whose attributes a decorated function offers (Celery's ``Task``);
    ``cached`` whether a decorator remembers its results; ``known_as`` the name of the
    decorated function where this is the wrapper that a decorator has put in its place.
    """

    definition: FunctionDefinition
    receiver: Type | None = None
    closure: Evaluation | None = None
    manager: bool = False
    facade: str | None = None
    cached: bool = False
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class ExternalMethod(Type):
    """A method of a library's object or of a container, not yet called."""

    receiver: Type
    name: str


@dataclass(frozen=True, slots=True)
class Super(Type):
    """``super()`` in a method of class ``after``, for the object ``receiver``."""

    receiver: Type
    after: ClassDefinition


class Composite(Type):
    """A type made of others; what is asked of it again and again is kept with it."""

    __slots__ = ("ordered", "plain", "shallow")

    ordered: tuple[Type, ...]
    """The alternatives in their order, once ``alternatives`` has told them."""
    plain: Type
    """The type without what no callee can use, once it has been an argument."""
    shallow: Type
    """The type without what is nested too deep, once somebody has asked for that."""


@dataclass(frozen=True, slots=True)
class Partial(Type):
    """``functools.partial(target, …)``: calling it calls the target."""

    target: Type
    positional: tuple[Type, ...] = ()
    keywords: tuple[tuple[str, Type], ...] = ()


@dataclass(frozen=True, slots=True)
class Maker(Type):
    """Something to call of which only an annotation says what it gives (``Callable[[], Service]``)."""

    result: Type


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a coroutine was made: position of the call and the callee's name."""

    line: int
    column: int
    name: str


@dataclass(frozen=True, slots=True)
class Coroutine(Type):
    """Something to await, and what awaiting it gives.

    ``certain`` is False where a decorator or an override might make it something else.
    """

    result: Type = UNKNOWN
    certain: bool = True
    origin: Origin | None = field(default=None, compare=False)
    effects: tuple[Effect, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Items(Composite):
    """A container, iterator or stream of items of one type."""

    item: Type


@dataclass(frozen=True, slots=True)
class Entries(Composite):
    """A dictionary, by the types of its keys and values.

    ``members`` are values worth telling apart, by the literals that are their keys.
    """

    key: Type
    value: Type
    members: tuple[tuple[object, Type], ...] = ()


@dataclass(frozen=True, slots=True)
class Alias(Type):
    """A name for an annotation (``SessionDep = Annotated[Session, Depends(get_db)]``).

    ``value`` is the type of what is annotated with it.
    """

    value: Type


@dataclass(frozen=True, slots=True)
class Dependency(Type):
    """``Depends(provider)`` or ``Security(provider)``; ``provider`` is UNKNOWN when left out."""

    provider: Type


@dataclass(frozen=True, slots=True)
class TupleOf(Composite):
    """A tuple whose members are known one by one."""

    members: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Generator(Type):
    """A generator that has been made and not run: its effects happen on iteration.

    ``first_yield`` is the line of the first ``yield`` of the function that it runs.
    """

    item: Type
    effects: tuple[Effect, ...] = field(default=(), compare=False)
    name: str = ""
    is_async: bool = False
    first_yield: int = 0


@dataclass(frozen=True, slots=True)
class Manager(Type):
    """A context manager made by a decorated generator: its effects happen on entry, or at the exit.

    ``first_yield`` is the line of the first ``yield`` of the generator.
    """

    value: Type
    effects: tuple[Effect, ...] = field(default=(), compare=False)
    name: str = ""
    is_async: bool = False
    first_yield: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Constant(Type):
    """A literal of the source: a string, number, boolean or None."""

    value: object


NONE: Type = Constant(None)


class _Never(Type):
    """The result of a call that never comes back."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NEVER"


NEVER: Type = _Never()


@dataclass(frozen=True, slots=True)
class Union(Composite):
    """One of several types."""

    options: frozenset[Type]


def union(types: Iterable[Type]) -> Type:
    """The type of a value that is one of these; unknown alternatives are kept as such."""
    first: Type | None = None
    options: set[Type] | None = None
    for each in types:
        if first is None:
            first = each
        elif options is not None or (each is not first and each != first):
            if options is None:
                options = set()
                _add(options, first)
            _add(options, each)
    if options is None:
        return UNKNOWN if first is None else first
    if len(options) == 1:
        return options.pop()
    if not options or (len(options) > LARGEST_UNION and not _are_handlers(options)):
        return UNKNOWN
    return Union(frozenset(options))


def _add(options: set[Type], each: Type) -> None:
    if each.__class__ is Union:
        options |= each.options
    elif each is not NEVER:
        options.add(each)


def _are_handlers(options: set[Type]) -> bool:
    """Whether these are the functions of a dispatch table, of which some are long."""
    return len(options) <= LARGEST_TABLE and all(
        isinstance(each, FunctionObject) or each == NONE for each in options
    )


def without_none(of: Type) -> Type:
    """The type once None has been ruled out."""
    if isinstance(of, Union) and NONE in of.options:
        return union(each for each in of.options if each != NONE)
    return of


def class_of(instance: Instance) -> Type:
    """The class of an object, as its name gives it."""
    return External(instance.cls) if isinstance(instance.cls, str) else ClassObject(instance.cls)


def class_name(cls: ClassDefinition | str) -> str:
    """The dotted name of a class of the project or of a library."""
    return cls if isinstance(cls, str) else cls.full_name


def is_informative(of: Type) -> bool:
    """Whether passing a value of this type on can tell a callee anything."""
    kind = of.__class__
    if kind in _ALWAYS_INFORMATIVE:
        return True
    if kind is Instance:
        cls = of.cls  # type: ignore[attr-defined]
        return not (cls.__class__ is str and cls.startswith("builtins."))
    if kind is Union:
        return any(is_informative(each) for each in of.options)  # type: ignore[attr-defined]
    if isinstance(of, (Generator, Manager)) and of.effects:
        return True
    if isinstance(of, (Items, Generator)):
        return is_informative(of.item)
    if isinstance(of, Maker):
        return is_informative(of.result)
    if isinstance(of, (Manager, Entries)):
        return is_informative(of.value)
    if isinstance(of, TupleOf):
        return any(is_informative(each) for each in of.members)
    return False


_ALWAYS_INFORMATIVE = frozenset(
    {FunctionObject, ClassObject, External, ExternalMethod, Partial, Coroutine, ModuleObject}
)
