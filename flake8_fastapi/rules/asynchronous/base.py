"""What the rules on blocking calls share: which calls they take, and the sentence of the cure."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.nodes import BlockingCall

GUIDE_SECTION = "2. Async/Sync Boundary Management"
COROUTINES = ("async def",)
"""Only a file with a coroutine can block the event loop."""


class BlockingCallRule(Rule, abstract=True):
    """A rule on the blocking calls of some categories that stand directly in a coroutine."""

    guide = GUIDE_SECTION
    gate = COROUTINES
    message = "{name} blocks the event loop in async def {function}: {cure}"
    categories: ClassVar[frozenset[str]]

    def visit_BlockingCall(self, call: BlockingCall) -> None:
        """Report a direct call of one of the rule's categories."""
        if call.effect.category in self.categories and not call.effect.chain:
            self.report(
                call,
                name=written_as_call(call.effect.name),
                function=call.function.label,
                cure=cure_of(call),
                fix=partial(self.cure, call) if self.fix else None,
            )

    def cure(self, call: BlockingCall, draft: Draft) -> str:
        """Write the cure of a blocking call into a draft."""
        return take_call_off(self.module, call, draft)


def take_call_off(module: Module, call: BlockingCall, draft: Draft) -> str:
    """Write it into a draft that a blocking call runs somewhere else; says what was done."""
    from flake8_fastapi.rules.asynchronous.off_the_loop import take_off_the_loop

    return take_off_the_loop(module, call, draft)


def written_as_call(name: str) -> str:
    """``requests.get()``; what is not the name of something called stays as it is."""
    name = name.removeprefix("builtins.")
    return name if " " in name or name.endswith(")") else f"{name}()"


def calls_of(call: BlockingCall) -> str:
    """The chain to the library's call, in brackets behind a space; empty for a direct call."""
    chain = " -> ".join(str(step) for step in call.effect.chain)
    return f" ({chain})" if chain else ""


def cure_of(call: BlockingCall) -> str:
    """What to do, in the order in which it is worth trying."""
    cures = []
    cure = call.effect.cure
    if call.can_be_plain:
        cures.append(f"make {call.function.name} a plain def")
    if cure:
        cures.append(f"use {cure}")
    if call.effect.category != "cpu" and "run_in_threadpool" not in cure:
        cures.append("await run_in_threadpool(...)")
    elif not cure:
        cures.append("use a process pool or a task queue")
    return ", or ".join(cures)
