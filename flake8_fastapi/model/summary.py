"""What is known of a function once its body has been evaluated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.effects import Effect, is_transmitted, most_direct
from flake8_fastapi.model.types import (
    UNKNOWN,
    Entries,
    FunctionObject,
    Instance,
    Partial,
    TupleOf,
    Type,
    Union,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.nodes import Misuse


@dataclass(frozen=True)
class Summary:
    """The facts of one function, for one combination of argument types.

    ``effects`` are all blocking operations of the body in source order;
    ``attributes_written`` and ``globals_written`` what it assigns to ``self`` and to
    global names, ``state_written`` what to ``app.state`` or ``request.state``, ``objects_written`` what to
    attributes of other classes and objects, by the full names of class and attribute;
    ``items_put`` what it puts into containers that outlive it, by the container's path;
    ``nested`` the functions that it defines, with their surroundings;
    ``on_error`` the places of effects that happen only when an exception is handled;
    ``has_early_exit`` tells that a branch may leave it before its end, ``first_yield`` is the
    line of its first ``yield``; ``slow_locks`` the threading locks that it holds while it blocks or awaits;
    ``is_opaque`` tells that it calls something of which nothing is known.
    """

    effects: tuple[Effect, ...] = ()
    misuses: tuple[Misuse, ...] = ()
    returns: Type = UNKNOWN
    yields: Type = UNKNOWN
    is_generator: bool = False
    awaits: bool = False
    attributes_written: tuple[tuple[str, Type], ...] = ()
    state_written: tuple[tuple[str, Type], ...] = ()
    objects_written: tuple[tuple[str, Type], ...] = ()
    globals_written: tuple[tuple[str, Type], ...] = ()
    items_put: tuple[tuple[str, Type], ...] = ()
    nested: tuple[FunctionObject, ...] = ()
    on_error: frozenset[tuple[int, int]] = frozenset()
    is_opaque: bool = False
    slow_locks: frozenset[str] = frozenset()
    has_early_exit: bool = False
    first_yield: int = 0

    @cached_property
    def is_decidable(self) -> bool:
        """Whether some effect stands in a branch or behind one, so that literal arguments may rule it out."""
        if self.has_early_exit:
            return bool(self.effects)
        return any(not each.is_certain for each in self.effects)

    @cached_property
    def returns_one_of_several(self) -> bool:
        """Whether it returns objects of several classes, so that literal arguments may tell which."""
        returns = self.returns
        return isinstance(returns, Union) and sum(isinstance(each, Instance) for each in returns.options) > 1

    @cached_property
    def transmitted(self) -> tuple[Effect, ...]:
        """What a caller feels: of each category the most direct effect."""
        best = most_direct(
            [
                each
                for each in self.effects
                if is_transmitted(each) and (each.line, each.column) not in self.on_error
            ]
        )
        return tuple(sorted(best.values(), key=lambda each: (each.category == "file", each.rank)))

    def beyond(self, other: Summary) -> tuple[Effect, ...]:
        """The effects that another summary of the same function does not have."""
        places = {(each.line, each.column) for each in other.effects}
        return tuple(each for each in self.effects if (each.line, each.column) not in places)


EMPTY = Summary()


def without_closures(answer: object) -> object:
    """An answer with the evaluations left out that its functions were defined in.

    Each round around a circle of calls evaluates anew, so closures never are the same twice;
    what else the answer says shows whether anything has changed.
    """
    if isinstance(answer, Summary):
        return replace(
            answer,
            nested=(),
            returns=_unclosed(answer.returns),
            yields=_unclosed(answer.yields),
            attributes_written=tuple((name, _unclosed(of)) for name, of in answer.attributes_written),
            state_written=tuple((name, _unclosed(of)) for name, of in answer.state_written),
            objects_written=tuple((name, _unclosed(of)) for name, of in answer.objects_written),
            globals_written=tuple((name, _unclosed(of)) for name, of in answer.globals_written),
            items_put=tuple((name, _unclosed(of)) for name, of in answer.items_put),
        )
    return _unclosed(answer) if isinstance(answer, Type) else answer


DEEPEST_COMPARED = 3
"""Types are compared no deeper than callers take them over."""


def _unclosed(of: Type, depth: int = DEEPEST_COMPARED) -> Type:
    if depth < 0:
        return UNKNOWN
    if isinstance(of, FunctionObject):
        receiver = _unclosed(of.receiver, depth - 1) if of.receiver is not None else None
        return replace(of, closure=None, receiver=receiver)
    if isinstance(of, Union):
        return Union(frozenset(_unclosed(each, depth) for each in of.options))
    if isinstance(of, TupleOf):
        return TupleOf(tuple(_unclosed(each, depth - 1) for each in of.members))
    if isinstance(of, Instance) and of.attributes:
        return replace(
            of, attributes=tuple((name, _unclosed(each, depth - 1)) for name, each in of.attributes)
        )
    if isinstance(of, Partial):
        return Partial(
            _unclosed(of.target, depth - 1),
            tuple(_unclosed(each, depth - 1) for each in of.positional),
            tuple((name, _unclosed(each, depth - 1)) for name, each in of.keywords),
        )
    if isinstance(of, Entries) and of.members:
        of = replace(of, members=tuple((name, _unclosed(each, depth - 1)) for name, each in of.members))
    for field in ("result", "item", "value", "key"):
        inner = getattr(of, field, None)
        if isinstance(inner, Type):
            of = replace(of, **{field: _unclosed(inner, depth - 1)})  # type: ignore[type-var]
    return of
