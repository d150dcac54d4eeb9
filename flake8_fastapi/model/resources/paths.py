"""One path through a function: which names hold which resources, and what has become of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable

    from flake8_fastapi.knowledge.resources import ResourceFacts

NOTHING: frozenset[int] = frozenset()


class Status(Enum):
    """What has become of a resource."""

    OPEN = "open"
    MANAGED = "managed"
    """Open, and closed by the ``with`` around."""
    CLOSED = "closed"
    KEPT = "kept"
    """Stored or passed on: somebody else may close it."""
    RETURNED = "returned"
    RETURNED_CLOSED = "returned closed"


@dataclass(eq=False)
class Resource:
    """Something that a function opens, or gets as a parameter, and what was seen of it.

    ``node`` is the expression that opens it; ``facts`` is None for an object of unknown kind
    that the function itself closes.
    """

    node: ast.expr | ast.arg
    facts: ResourceFacts | None
    label: str
    holder: str = ""
    made_of: frozenset[int] = NOTHING
    """The resources that it keeps alive: a cursor's connection."""
    fates: set[Status] = field(default_factory=set)
    left_open_at: list[Exit] = field(default_factory=list)
    returns: list[tuple[ast.Return, bool]] = field(default_factory=list)
    """Where it is returned, and whether it is closed by then."""
    yields: list[ast.expr] = field(default_factory=list)
    """Where the function yields while it is open."""

    @property
    def closing_methods(self) -> frozenset[str]:
        """The methods that end its use."""
        return self.facts.closed_by if self.facts is not None else frozenset({"close", "aclose"})

    @property
    def is_handed_on(self) -> bool:
        """Whether something else may close it."""
        return Status.KEPT in self.fates

    @property
    def is_closed_somewhere(self) -> bool:
        """Whether the function closes it on some path."""
        return bool(self.fates & {Status.CLOSED, Status.RETURNED_CLOSED})


@dataclass(frozen=True)
class Exit:
    """A way out of a function on which a resource is still open.

    ``way`` is ``return``, ``end``, ``exception`` or ``loop``. ``at_yield`` is the ``yield`` at
    which the exception came in.
    """

    way: str
    node: ast.AST
    at_yield: ast.expr | None = None


@dataclass
class State:
    """What holds at one point of a path."""

    holds: dict[str, frozenset[int]] = field(default_factory=dict)
    status: dict[int, Status] = field(default_factory=dict)
    at_yield: ast.expr | None = None

    def copy(self) -> State:
        """A state that can go another way."""
        return State(dict(self.holds), dict(self.status), self.at_yield)

    def held_by(self, name: str) -> frozenset[int]:
        """The resources that a name, or something stored under it, holds."""
        return self.holds.get(name, NOTHING)

    def open_resources(self) -> frozenset[int]:
        """Those that nobody has closed or taken over."""
        return frozenset(each for each, status in self.status.items() if status is Status.OPEN)

    def without(self, resources: Iterable[int]) -> State:
        """The same where these were never opened."""
        state = self.copy()
        for each in resources:
            state.status.pop(each, None)
        return state


def join(states: Iterable[State | None], *, open_wins: bool) -> State | None:
    """The state where paths meet; None where no path comes in.

    Where a resource is open on one path and not on another, a branch that closes it mostly asks
    whether it is open: closed wins there. After an exception open wins.
    """
    coming = [each for each in states if each is not None]
    if len(coming) <= 1:
        return coming[0] if coming else None
    joined = State(at_yield=next((each.at_yield for each in coming if each.at_yield is not None), None))
    for each in coming:
        for name, held in each.holds.items():
            joined.holds[name] = joined.holds.get(name, NOTHING) | held
        for resource, status in each.status.items():
            known = joined.status.get(resource)
            replaces = known is None or (status is Status.OPEN) == open_wins
            if replaces and known is not status:
                joined.status[resource] = status
    return joined


@dataclass
class Exits:
    """The ways out of a block other than its end."""

    raised: list[tuple[State, ast.AST]] = field(default_factory=list)
    returned: list[tuple[State, ast.Return]] = field(default_factory=list)
    broken: list[State] = field(default_factory=list)
    continued: list[State] = field(default_factory=list)

    def add_raised(self, state: State, node: ast.AST) -> None:
        """Note an exception, unless one that leaves the same behind is known already."""
        for known, _ in self.raised:
            if known.status == state.status and known.at_yield is state.at_yield:
                for name, held in state.holds.items():
                    known.holds[name] = known.holds.get(name, NOTHING) | held
                return
        self.raised.append((state.copy(), node))
