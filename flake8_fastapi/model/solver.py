"""Memoised questions that may ask each other in circles.

Functions call each other recursively and modules import each other, so the answer to
a question may need itself. Each group of questions that depend on one another is
computed again until nothing changes; the answer is the same whichever was asked first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")

MOST_ROUNDS = 4
"""Rounds until a circle is taken as settled; types only widen, so few are ever needed."""


class Solver:
    """Answers of questions by key; a circle is iterated to a fixed point."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}
        self._depth_of: dict[Hashable, int] = {}
        self._lowest: list[int] = []
        """For each question in progress, the lowest one that its answer depends on."""
        self._assumed: dict[Hashable, Any] = {}
        self._tentative: dict[Hashable, tuple[Any, int]] = {}
        self._changed = False

    def is_in_progress(self, key: Hashable) -> bool:
        """Whether the question is being answered right now, further up the stack."""
        return key in self._depth_of

    def solve(self, key: Hashable, compute: Callable[[], Answer], bottom: Answer) -> Answer:
        """The answer to the question ``key``; ``bottom`` stands in for it in its own circle."""
        if key in self._answers:
            return self._answers[key]  # type: ignore[no-any-return]
        depth = self._depth_of.get(key)
        if depth is not None:
            self._depend_on(depth)
            return self._assumed.get(key, bottom)  # type: ignore[no-any-return]
        if key in self._tentative:
            answer, lowest = self._tentative[key]
            self._depend_on(lowest)
            return answer  # type: ignore[no-any-return]
        return self._iterate(key, compute, bottom)

    def _depend_on(self, depth: int) -> None:
        if self._lowest and depth < self._lowest[-1]:
            self._lowest[-1] = depth

    def _iterate(self, key: Hashable, compute: Callable[[], Answer], bottom: Answer) -> Answer:
        depth = len(self._lowest)
        for remaining in reversed(range(MOST_ROUNDS)):
            outer_changed, self._changed = self._changed, False
            self._depth_of[key] = depth
            self._lowest.append(depth + 1)
            try:
                answer = compute()
            finally:
                lowest = self._lowest.pop()
                del self._depth_of[key]
            if lowest > depth:
                self._answers[key] = answer
                self._changed = outer_changed
                return answer
            if self._assumed.get(key, bottom) != answer:
                self._assumed[key] = answer
                self._changed = True
            if lowest < depth:
                self._tentative[key] = (answer, lowest)
                self._changed = self._changed or outer_changed
                self._depend_on(lowest)
                return answer
            settled = not self._changed or not remaining
            self._changed = outer_changed
            if settled:
                break
            self._forget(depth)
        self._settle(depth)
        self._assumed.pop(key, None)
        self._answers[key] = answer
        return answer

    def _members(self, depth: int) -> list[Hashable]:
        return [key for key, (_, lowest) in self._tentative.items() if lowest >= depth]

    def _forget(self, depth: int) -> None:
        for key in self._members(depth):
            del self._tentative[key]

    def _settle(self, depth: int) -> None:
        for key in self._members(depth):
            self._answers[key] = self._tentative.pop(key)[0]
            self._assumed.pop(key, None)
