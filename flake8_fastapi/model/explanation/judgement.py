"""Whether one call blocks, and why that is thought: from what its evaluation has shown."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal, TypeAlias

from flake8_fastapi.model import offloading
from flake8_fastapi.model.effects import UNTRANSMITTED, is_transmitted
from flake8_fastapi.model.explanation.unknown import why_unknown
from flake8_fastapi.model.explanation.watching import evaluate
from flake8_fastapi.model.once import fills_itself
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    UNKNOWN,
    ClassObject,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    Partial,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.knowledge.reader import CallFacts
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.effects import Effect
    from flake8_fastapi.model.explanation.watching import WatchedCall, WatchingEvaluation
    from flake8_fastapi.model.module import Module

Verdict: TypeAlias = Literal["blocks", "does not block", "unknown", "not reached"]

MOST_CALLS_NAMED = 3
"""Calls inside of a callee that are named as reasons."""


class Judge:
    """Says of one call that has been evaluated whether it blocks, and why that is thought."""

    def __init__(
        self,
        module: Module,
        watching: WatchingEvaluation,
        node: ast.Call,
        watched: WatchedCall,
        target: Type,
    ) -> None:
        self.module = module
        self.interpreter = module.project.interpreter
        self.watching = watching
        self.node = node
        self.watched = watched
        self.target = target
        self.knowledge = module.project.knowledge

    def judge(self) -> tuple[Verdict, tuple[str, ...], Effect | None]:
        """Verdict, reasons, and the blocking operation where there is one."""
        handed = self._handed_over()
        kept = [each for each in self.watched.effects if is_among(each, self.watching.effects)]
        if kept:
            reasons = [category_in_words(kept[0]), *self._weight(kept[0])]
            return "blocks", tuple(reasons), kept[0]
        if handed:
            return "does not block", (handed,), None
        if self.watched.effects:
            return "does not block", (self._why_forgotten(),), self.watched.effects[0]
        if self.target is UNKNOWN:
            return "unknown", (why_unknown(self.watching, self.node.func),), None
        reasons = [reason for each in alternatives(self.target) for reason in self._of_target(each)]
        verdict: Verdict = (
            "unknown" if any(each.startswith("unknown:") for each in reasons) else "does not block"
        )
        return verdict, tuple(each.removeprefix("unknown:").strip() for each in reasons), None

    def _handed_over(self) -> str:
        found = offloading.offloader_of(self.watching, self.target)
        if found is not None:
            name, offloader = found
            given = offloading.callable_given(self.node, offloader)
            if given is not None:
                return f"`{ast.unparse(given)}` is handed to {name}, which runs it off the event loop"
        around = self.module.index.parent(self.node)
        if isinstance(around, ast.Call) and self.node in around.args:
            outer = self.watching.seen.get(around.func, UNKNOWN)
            inside = offloading.offloader_of(self.watching, outer)
            if inside is not None and isinstance(self.watched.result, (Partial, FunctionObject)):
                return f"it only makes what {inside[0]} runs off the event loop"
        return ""

    def _weight(self, effect: Effect) -> list[str]:
        """What makes a blocking operation light: whether it is short, or may not happen."""
        if effect.category == "metadata" and effect.chain:
            return [
                "it only looks something up in the file system, which is too short to report behind a call"
            ]
        if effect.category == "brief-lock":
            return ["the lock is held for a few instructions only"]
        if not effect.is_certain:
            return ["it stands in a branch"]
        return []

    def _why_forgotten(self) -> str:
        """Why something that blocks is taken for something that happens once, or not at all."""
        index = self.module.index
        for above in index.ancestors(self.node):
            if isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                break
            if isinstance(above, ast.If) and fills_itself(self.watching, above):
                test = ast.unparse(above.test)
                return f"memoised: it happens once, since the code below `if {test}:` fills what it tests"
            if isinstance(above, ast.AsyncWith):
                return "it is entered with async with, so its type must be an asynchronous one"
        return "memoised: the function hands back what it has kept before it comes to this"

    def _of_target(self, target: Type) -> Iterator[str]:
        if isinstance(target, FunctionObject):
            yield from self._of_function(target)
        elif isinstance(target, ClassObject):
            method = self.interpreter.hierarchy.method(target.definition, "__init__")
            if method is None:
                yield "the class has no constructor of its own that could block"
            else:
                yield from self._of_function(FunctionObject(method, Instance(target.definition)))
        elif isinstance(target, External):
            yield self._of_library(self.knowledge.canonical(target.name))
        elif isinstance(target, ExternalMethod):
            yield self._of_method(target)
        elif isinstance(target, Partial):
            yield from self._of_target(target.target)
        elif isinstance(target, Instance):
            yield "nothing that calling the object does is known to block"
        else:
            yield f"unknown: {why_unknown(self.watching, self.node.func)}"

    def _of_function(self, function: FunctionObject) -> Iterator[str]:
        of = function.definition
        place = f"{of.module.display_path}:{of.line}"
        summary = self.interpreter.summary_of(of, function)
        if function.cached and summary.effects:
            yield "memoised: its results are remembered, so it blocks once at most"
        elif of.is_async:
            if self.watched.awaited:
                yield f"it is awaited; what blocks inside of it is reported in its own body ({place})"
            else:
                yield f"it only makes a coroutine; what blocks in that is reported in its own body ({place})"
        elif summary.is_generator:
            yield "it only makes a generator; what that does happens when it is iterated or entered"
        elif not summary.effects:
            if not summary.is_opaque:
                yield f"nothing that it does ({place}) blocks"
            else:
                yield "nothing in it is known to block"
                yield from self._unknown_calls(of)
        else:
            for effect in summary.effects[:MOST_CALLS_NAMED]:
                where = f"{effect.name} ({of.module.display_path}:{effect.line})"
                yield f"{where} {self._not_passed_on(effect, summary.on_error)}"

    @staticmethod
    def _not_passed_on(effect: Effect, on_error: frozenset[tuple[int, int]]) -> str:
        if effect.category in UNTRANSMITTED:
            return "is too short to report where it stands behind a call"
        if (effect.line, effect.column) in on_error:
            return "happens only while an exception is handled"
        if not is_transmitted(effect):
            return "stands in a branch, and a file or a wait there is not passed on to callers"
        return "is ruled out by the arguments of this call"

    def _unknown_calls(self, function: FunctionDefinition) -> Iterator[str]:
        """The first calls in a callee of which nothing is known."""
        inside = evaluate(function)
        found = 0
        for node in inside.calls:
            target = inside.seen.get(node.func, UNKNOWN)
            path = function.module.display_path
            if target is UNKNOWN:
                yield f"not known in it: {ast.unparse(node.func)}() ({path}:{node.lineno}): " + why_unknown(
                    inside, node.func
                )
                found += 1
            if found == MOST_CALLS_NAMED:
                return

    def _of_library(self, name: str) -> str:
        facts = self.knowledge.function(name)
        if self.knowledge.starts_task(name):
            return "it runs coroutines as tasks on this loop; what blocks in them is reported in their bodies"
        if facts is None:
            if self.knowledge.is_quick(name):
                return "it is known to be quick"
            return "unknown: the tables say nothing about it, so it counts as not blocking"
        return self._by_facts(facts, name)

    def _of_method(self, target: ExternalMethod) -> str:
        receiver = target.receiver
        if not isinstance(receiver, Instance):
            return "methods of containers and plain values do not block"
        if not isinstance(receiver.cls, str):
            return "unknown: the method comes from a base that is not in the project"
        if receiver.cls.startswith("builtins."):
            return "methods of containers and plain values do not block"
        facts = self.knowledge.method(receiver.cls, target.name)
        name = f"{receiver.cls}.{target.name}"
        if facts is None:
            return f"unknown: the tables say nothing about {name}, so it counts as not blocking"
        return self._by_facts(facts, name)

    def _by_facts(self, facts: CallFacts, name: str) -> str:
        if facts.category is None:
            kind = "a coroutine function" if facts.coroutine else "not blocking"
            return f"the tables know it as {kind}"
        if self.watched.awaited:
            return f"it is awaited, so it cannot be the {name} that blocks"
        return "its arguments tell it not to wait, or to work in memory"


def is_among(effect: Effect, effects: list[Effect]) -> bool:
    """Whether an effect is still there at the end; its certainty and a lock's kind may have changed."""
    return any(
        (each.line, each.column, each.name, each.chain)
        == (effect.line, effect.column, effect.name, effect.chain)
        for each in effects
    )


def category_in_words(effect: Effect) -> str:
    """What a blocking operation does, in words."""
    return WORDS.get(effect.category, f"it blocks ({effect.category})")


WORDS = {
    "http": "it waits for an HTTP answer",
    "sleep": "it sleeps",
    "brief-sleep": "it sleeps for a few milliseconds",
    "database": "it waits for a database",
    "session": "it waits for a database, through a synchronous session",
    "file": "it reads or writes files",
    "subprocess": "it waits for a process",
    "cpu": "it computes for long",
    "client": "it waits for a service",
    "metadata": "it looks something up in the file system",
    "wait": "it waits",
    "nested-loop": "it runs an event loop inside of the running one",
    "lock": "it waits for a lock",
    "brief-lock": "it waits for a lock",
}
"""For each category of blocking operations what it is."""
