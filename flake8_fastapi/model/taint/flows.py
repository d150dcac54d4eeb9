"""Where the value of an expression comes from, as a small graph made in one pass over a function.

Nothing is resolved here: who is called, and what a parameter holds, is asked only for the few
values that reach something dangerous (``trace``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from flake8_fastapi.model.spelling import last_name

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable

    from flake8_fastapi.model.taint.body import Body

Key: TypeAlias = "tuple[object, ...]"
"""What a check is about: a parameter and the attributes and items below it, or one call."""

Step: TypeAlias = "str | int | None"
"""An attribute's name, the key or index of an item, or None for any item."""

ANY = "*"
"""The step to the value of some entry of a dictionary; iterating, a step of None, leads to its keys."""

PREFIX = "prefix"
"""The first member of a key of which only the beginning was looked at."""

ENDING = "ending"
"""The first member of a key of which only the end was looked at."""


PASSED = "passed"
"""The first member of a key that tells that a call has been made, which may have raised."""


class Flow:
    """Base of all flows."""

    __slots__ = ()


class _Clean(Flow):
    """Nothing that a client controls, as far as is known."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "CLEAN"


CLEAN: Flow = _Clean()


@dataclass(frozen=True, slots=True, eq=False)
class Text(Flow):
    """A literal text."""

    value: str


@dataclass(frozen=True, slots=True, eq=False)
class Parameter(Flow):
    """What a parameter of a function holds when it is called."""

    body: Body
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Caught(Flow):
    """An exception of a library that holds something of the request: in its text, and in these attributes."""

    body: Body
    name: str
    attributes: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Member(Flow):
    """An attribute or item of a value, or with no key any item (``for each in value``)."""

    value: Flow
    key: Step
    body: Body
    node: ast.Attribute | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Called(Flow):
    """What a call gives, with the flows of its arguments; ``rest`` is what ``*`` and ``**`` unpack."""

    node: ast.Call
    body: Body
    receiver: Flow
    positional: tuple[Flow, ...]
    keywords: tuple[tuple[str, Flow], ...]
    rest: Flow
    checks: frozenset[Key]

    @property
    def name(self) -> str:
        """The last part of what is called, as written."""
        function = self.node.func
        return last_name(function)

    def argument(self, name: str, position: int | None) -> Flow | None:
        """The flow of an argument by its keyword or its position; None where it is not given."""
        for known, flow in self.keywords:
            if known == name:
                return flow
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Composed(Flow):
    """A text made of parts, in their order; ``joins_path`` for what ``/`` of two paths gives."""

    parts: tuple[Flow, ...]
    node: ast.expr
    joins_path: bool = False
    checks: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Ending(Flow):
    """What stands behind the last dot of a text: what is known of it is known of that end only."""

    value: Flow


@dataclass(frozen=True, slots=True, eq=False)
class Either(Flow):
    """One of several values: where branches meet."""

    options: tuple[Flow, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Group(Flow):
    """A container by its members: those of a list by None or their place, those of a dictionary by
    their keys, or ANY where these are not literal; ``keys`` are the flows of such keys.

    ``known`` are the values that have passed a comprehension's conditions if there is any item.
    """

    members: tuple[tuple[Step, Flow], ...]
    keys: tuple[Flow, ...] = ()
    is_dictionary: bool = False
    known: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Guarded(Flow):
    """A value read at a place where these keys have been checked."""

    value: Flow
    checks: frozenset[Key]


@dataclass(frozen=True, slots=True, eq=False)
class Filled(Guarded):
    """A value that is only taken where there is one: the first part of ``value or another``."""


@dataclass(frozen=True, slots=True, eq=False)
class Tested(Flow):
    """The result of a comparison: what has been checked where it is true, and where it is false."""

    when_true: frozenset[Key]
    when_false: frozenset[Key]


def either(options: Iterable[Flow]) -> Flow:
    """One of several values, each once, without those that say nothing."""
    found: dict[Flow, None] = {}
    for each in options:
        for option in each.options if isinstance(each, Either) else (each,):
            if option is not CLEAN:
                found[option] = None
    if not found:
        return CLEAN
    if len(found) == 1:
        return next(iter(found))
    return Either(tuple(found))


def extended(container: Flow, key: Step, value: Flow) -> Flow:
    """A list or set with one more member."""
    plain = unguarded(container)
    if isinstance(plain, Group):
        return Group((*plain.members, (key, value)), plain.keys, plain.is_dictionary)
    return either((container, Group(((key, value),))))


def with_entry(container: Flow, key: Flow, value: Flow) -> Flow:
    """A dictionary (or what may be one) with one more entry."""
    plain_key = unguarded(key)
    step = plain_key.value if isinstance(plain_key, Text) else ANY
    keys = () if isinstance(plain_key, Text) or key is CLEAN else (key,)
    plain = unguarded(container)
    if isinstance(plain, Group):
        return Group((*plain.members, (step, value)), (*plain.keys, *keys), plain.is_dictionary)
    return either((container, Group(((step, value),), keys, is_dictionary=True)))


def merged(container: Flow, other: Flow, body: Body) -> Flow:
    """A dictionary (or what may be one) with the entries of another."""
    plain, added = unguarded(container), unguarded(other)
    if added is CLEAN or isinstance(added, Text):
        return container
    if not isinstance(added, Group):
        added = Group(((ANY, Member(other, ANY, body)),), (Member(other, None, body),), is_dictionary=True)
    if isinstance(plain, Group):
        keys = (*plain.keys, *added.keys)
        return Group((*plain.members, *added.members), keys, plain.is_dictionary or added.is_dictionary)
    return either((container, added))


def unguarded(flow: Flow) -> Flow:
    """The value itself, whatever has been checked."""
    while isinstance(flow, Guarded):
        flow = flow.value
    return flow


def members_of(flow: Flow, body: Body) -> tuple[tuple[Step, Flow], ...]:
    """The members of a container as far as they are known one by one, else any item of it."""
    plain = unguarded(flow)
    if isinstance(plain, Group):
        return plain.members
    return () if plain is CLEAN or isinstance(plain, Text) else ((None, Member(flow, None, body)),)


def key_of(flow: Flow) -> Key | None:
    """The key of a value that can be checked: a parameter, something below one, or a call's result.

    None for other values.
    """
    flow = unguarded(flow)
    if isinstance(flow, (Parameter, Caught)):
        return (flow.body, flow.name)
    if isinstance(flow, Member):
        above = key_of(flow.value)
        return above if above is None or flow.key in (None, ANY) else (*above, flow.key)
    if isinstance(flow, Ending):
        whole = key_of(flow.value)
        return None if whole is None else (ENDING, *whole)
    return (flow.node,) if isinstance(flow, Called) else None


def is_cleared(key: Key, checks: frozenset[Key], settling_ends: frozenset[str]) -> bool:
    """Whether a value, or what it is a part of, is among those that have been checked.

    ``settling_ends`` says whether a look at the beginning (``PREFIX``) or end (``ENDING``) is enough.
    """
    for length in range(1, len(key) + 1):
        if key[:length] in checks or any((end, *key[:length]) in checks for end in settling_ends):
            return True
    return False


def keys_within(flow: Flow, found: set[Key] | None = None) -> set[Key]:
    """The keys of all values that a value is made of, through calls, texts and containers."""
    found = set() if found is None else found
    waiting = [flow]
    seen: set[Flow] = set()
    while waiting:
        flow = waiting.pop()
        if flow in seen or len(seen) > LARGEST_FLOW:
            continue
        seen.add(flow)
        if isinstance(flow, Ending):
            found |= {(ENDING, *each) for each in keys_within(flow.value)}
            continue
        key = key_of(flow)
        if key is not None:
            found.add(key)
        waiting += children(flow)
    return found


LARGEST_FLOW = 400
"""Flows that are looked at for one question; what is larger is data."""


def children(flow: Flow) -> list[Flow]:
    """What a flow is directly made of."""
    if isinstance(flow, (Guarded, Ending)):
        return [flow.value]
    if isinstance(flow, Member):
        root = unguarded(flow.value)
        while isinstance(root, Member):
            root = unguarded(root.value)
        return [] if isinstance(root, Parameter) else [flow.value]
    if isinstance(flow, Called):
        return [flow.receiver, *flow.positional, *(each for _, each in flow.keywords), flow.rest]
    if isinstance(flow, Composed):
        return list(flow.parts)
    if isinstance(flow, Either):
        return list(flow.options)
    if isinstance(flow, Group):
        return [*(each for _, each in flow.members), *flow.keys]
    return []


def shape(flow: Flow, depth: int = 12) -> str:
    """The literal text of a value with a blank question mark for what is not literal."""
    flow = unguarded(flow)
    if depth == 0:
        return "?"
    if isinstance(flow, Text):
        return flow.value
    if isinstance(flow, Composed):
        return "".join(shape(each, depth - 1) for each in flow.parts)
    if isinstance(flow, Either):
        return max((shape(each, depth - 1) for each in flow.options), key=len)
    if isinstance(flow, Called):
        if flow.name in ("dedent", "strip", "cleandoc", "text", "SQL") and flow.positional:
            return shape(flow.positional[0], depth - 1)
        if flow.name in ("strip", "lstrip", "rstrip", "replace", "format", "format_map"):
            return shape(flow.receiver, depth - 1)
        if flow.name == "join" and flow.positional:
            members = unguarded(flow.positional[0])
            if isinstance(members, Group):
                between = shape(flow.receiver, depth - 1)
                return between.join(shape(each, depth - 1) for _, each in members.members)
    return " ? "
