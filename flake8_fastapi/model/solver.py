"""Memoised questions that may ask each other in circles.

Functions call each other recursively and modules import each other, so the answer to
a question may need itself. Each group of questions that depend on one another is
computed again until nothing changes; the answer is the same whichever was asked first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Answer = TypeVar("Answer")

MOST_ROUNDS = 20
"""Rounds until a circle is taken as settled; two or three are usual, ladders of circles take more."""

LARGE_CIRCLE = 12
MOST_ROUNDS_IF_LARGE = 2
"""A circle of more questions than this is taken as settled sooner: each round answers all of them."""


class Solver:
    """Answers of questions by key; a circle is iterated to a fixed point.

    A question in progress has a depth, its place on the stack. An answer that was
    computed with the help of a question still in progress is tentative: it holds only
    until that question, the circle's head, has settled.
    """

    def __init__(
        self,
        comparable: Callable[[Any], Any] = lambda answer: answer,
        lasting: Callable[[Any], Hashable] = lambda key: key,
    ) -> None:
        """``comparable`` gives what of an answer counts when two rounds are compared.

        ``lasting`` gives what of a key is the same in every round of a circle.
        """
        self._comparable = comparable
        self._lasting = lasting
        self._answered: dict[Hashable, set[Any]] = {}
        """What rounds of the circles in progress have answered, by what lasts of the keys."""
        self._answers: dict[Hashable, Any] = {}
        self._depth_of: dict[Hashable, int] = {}
        self._lowest: list[int] = []
        """For each question in progress, the lowest depth that its answer depends on."""
        self._assumed: dict[Hashable, Any] = {}
        self._tentative: dict[Hashable, Any] = {}
        self._tentative_keys: list[Hashable] = []
        self._tentative_lowest: dict[Hashable, int] = {}
        self._changed = False

    @property
    def size(self) -> int:
        """How many questions have final answers."""
        return len(self._answers)

    def is_settled(self, key: Hashable) -> bool:
        """Whether the answer to a question is final."""
        return key in self._answers

    def solve(self, key: Hashable, compute: Callable[[], Answer], bottom: Answer) -> Answer:
        """The answer to the question ``key``; ``bottom`` stands in for it in its own circle."""
        try:
            return self._answers[key]  # type: ignore[no-any-return]
        except KeyError:
            pass
        depth = self._depth_of.get(key)
        if depth is not None:
            self._depend_on(depth)
            return self._assumed.get(key, bottom)  # type: ignore[no-any-return]
        if key in self._tentative:
            self._depend_on(self._tentative_lowest[key])
            return self._tentative[key]  # type: ignore[no-any-return]
        return self._iterate(key, compute, bottom)

    def _depend_on(self, depth: int) -> None:
        if self._lowest and depth < self._lowest[-1]:
            self._lowest[-1] = depth

    def _iterate(self, key: Hashable, compute: Callable[[], Answer], bottom: Answer) -> Answer:
        depth = len(self._lowest)
        mark = len(self._tentative_keys)
        for remaining in reversed(range(MOST_ROUNDS)):
            outer_changed, self._changed = self._changed, False
            self._depth_of[key] = depth
            self._lowest.append(depth + 1)
            try:
                answer = compute()
            except BaseException:
                self._drop(mark)
                raise
            finally:
                lowest = self._lowest.pop()
                del self._depth_of[key]
            if lowest > depth:
                self._changed = outer_changed
                break
            assumed = self._assumed.get(key, bottom)
            if assumed != answer:
                is_new = key not in self._assumed
                self._assumed[key] = answer
                if self._has_changed(key, assumed, answer, is_new):
                    self._changed = True
            if lowest < depth:
                self._changed = self._changed or outer_changed
                self._hold(key, answer, lowest, mark)
                return answer
            done = MOST_ROUNDS - remaining
            is_large = len(self._tentative_keys) - mark > LARGE_CIRCLE
            settled = not self._changed or not remaining or (is_large and done >= MOST_ROUNDS_IF_LARGE)
            self._changed = outer_changed
            if settled:
                break
            self._drop(mark)
        self._settle(mark)
        self._assumed.pop(key, None)
        self._answers[key] = answer
        if not depth:
            self._answered.clear()
        return answer

    def _has_changed(self, key: Hashable, assumed: Any, answer: Any, is_new: bool) -> bool:
        """Whether an answer differs from what was assumed, or answered in an earlier round.

        A function that is defined in another one is a new one in each round.
        """
        compared = self._comparable(answer)
        answered = self._answered.setdefault(self._lasting(key), set())
        has_changed = compared != self._comparable(assumed) and not (is_new and compared in answered)
        answered.add(compared)
        return has_changed

    def _hold(self, key: Hashable, answer: Any, lowest: int, mark: int) -> None:
        """Keep an answer, and those found on the way to it, until the head below settles."""
        self._depend_on(lowest)
        self._tentative[key] = answer
        self._tentative_keys.append(key)
        for each in self._tentative_keys[mark:]:
            self._tentative_lowest[each] = lowest

    def _drop(self, mark: int) -> None:
        """Forget the tentative answers of one round."""
        for each in self._tentative_keys[mark:]:
            self._tentative.pop(each, None)
        del self._tentative_keys[mark:]

    def _settle(self, mark: int) -> None:
        """Take the tentative answers of the last round for good."""
        for each in self._tentative_keys[mark:]:
            self._answers[each] = self._tentative.pop(each)
            self._assumed.pop(each, None)
        del self._tentative_keys[mark:]
