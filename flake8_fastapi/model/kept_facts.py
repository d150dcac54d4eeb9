"""Answers that live as long as what they are about."""

from __future__ import annotations

from functools import wraps
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


def kept_with(owner: str) -> Callable[[Callable[[Any], Answer]], Callable[[Any], Answer]]:
    """Answer a question about a module or project once for each owner.

    ``owner`` is the way to it from what is asked about, as ``project.interpreter``. The answers stand in
    the owner itself: in a ``WeakKeyDictionary`` those that lead back to their owner would keep it for ever.
    """
    owner_of = attrgetter(owner)

    def decorate(question: Callable[[Any], Answer]) -> Callable[[Any], Answer]:
        name = f"{question.__module__}.{question.__qualname__}"

        @wraps(question)
        def answer(subject: Any) -> Answer:
            known = owner_of(subject).__dict__
            if name not in known:
                known[name] = question(subject)
            found: Answer = known[name]
            return found

        return answer

    return decorate
