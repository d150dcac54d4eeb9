"""What running a piece of code does to the thread that it runs on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One call of a chain: who is called, and where that call stands.

    ``path`` is relative to the project's root, with forward slashes.
    """

    name: str
    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.name.removeprefix('builtins.')} ({self.path}:{self.line})"


@dataclass(frozen=True, slots=True)
class Effect:
    """A blocking operation as seen from one place.

    ``branches`` counts the branches that it stands in here, ``doubt`` the functions further down the chain
    in which it stands in a branch, twice where that is one of many. ``switched`` is 1 where it happens here
    only once somebody has turned a setting on, 2 where that is so one call further down the chain.

    ``line`` and ``column`` are that place (1-based line, 0-based column in UTF-8 bytes, as in ``ast``).
    ``name`` is what is called there. ``chain`` leads from there to the library call,
    empty when the call itself is the library's. ``operation`` is the library call at the end.
    """

    line: int
    column: int
    category: str
    name: str
    operation: str
    cure: str = ""
    chain: tuple[Step, ...] = ()
    branches: int = 0
    doubt: int = 0
    switched: int = 0

    @property
    def is_certain(self) -> bool:
        """Whether it happens whichever way this function and those below go."""
        return not self.branches and not self.doubt

    @property
    def is_certain_below(self) -> bool:
        """Whether it happens whichever way the functions below go."""
        return not self.doubt

    @property
    def doubt_above(self) -> int:
        """The doubt that callers of this function have of it."""
        return self.doubt + (min(self.branches, 1) if self.branches < MANY_BRANCHES else 2 + self.is_remote)

    @property
    def is_remote(self) -> bool:
        """Whether it stands in so many branches that it matters to this function alone."""
        return self.branches >= 2 * MANY_BRANCHES

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Shorter chains first, then the order in the source: the same from every starting point."""
        return (len(self.chain), self.line, self.column, self.operation)


UNTRANSMITTED = frozenset({"metadata", "lock", "brief-lock", "brief-sleep"})
"""Categories that matter only where they stand: their cost is too small to chase through calls."""

NEED_CERTAINTY = frozenset({"file", "wait", "nested-loop"})
"""Categories that a caller feels only when the callee does it whichever way it goes: a small
file that is read in a rare branch costs little, and loops are started behind questions."""


MANY_BRANCHES = 3
"""Branches inside of one another, or one after the other in ``elif``, that make a way one of many."""

MOST_DOUBT = 2
"""What is behind more branches than this, in as many functions, hardly ever happens to a caller: it takes
a setting, a provider and an error to come together."""

BLOCKING = frozenset(
    {"client", "cpu", "database", "file", "http", "nested-loop", "session", "sleep", "subprocess", "wait"}
)


def is_transmitted(effect: Effect) -> bool:
    """Whether the callers of a function are told of an effect in it.

    What a setting must be turned on for is told to those who call the function that asks for the setting,
    and not to their callers: whoever writes to a log does not choose that it goes to a database.
    """
    if effect.category in UNTRANSMITTED:
        return False
    if effect.category in BLOCKING and effect.doubt_above > MOST_DOUBT:
        return False
    if effect.switched > 1:
        return False
    return effect.is_certain or effect.category not in NEED_CERTAINTY


def seen_from(effect: Effect, name: str, path: str, line: int, column: int) -> Effect:
    """The same effect as seen by a caller: ``name`` is called at ``line`` and ``column``.

    ``path`` is the file of the callee, in which ``effect`` stands.
    """
    step = Step(effect.name, path, effect.line)
    return Effect(
        line,
        column,
        effect.category,
        name,
        effect.operation,
        effect.cure,
        (step, *effect.chain),
        0,
        effect.doubt_above,
        effect.switched and effect.switched + 1,
    )


def most_direct(effects: list[Effect]) -> dict[str, Effect]:
    """For each category, the effect with the shortest way to the library call.

    What blocks does harm in a branch, too. Of what is made the most certain counts: behind
    ``if key: return Client(key)`` another ``return Client()`` makes one whichever way the function goes.
    """
    best: dict[str, Effect] = {}
    for effect in effects:
        known = best.get(effect.category)
        if known is None or _order(effect) < _order(known):
            best[effect.category] = effect
    return best


def _order(effect: Effect) -> tuple[int, tuple[int, int, int, str]]:
    return (0 if effect.category in BLOCKING else effect.doubt_above, effect.rank)
