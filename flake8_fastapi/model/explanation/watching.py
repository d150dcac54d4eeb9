"""An evaluation that remembers of every call what it called and what that did."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flake8_fastapi.model.definitions import FunctionDefinition
from flake8_fastapi.model.remembering import RememberingEvaluation
from flake8_fastapi.model.types import UNKNOWN, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.effects import Effect
    from flake8_fastapi.model.module import Module


@dataclass
class WatchedCall:
    """One call as it was evaluated."""

    awaited: bool
    result: Type = UNKNOWN
    effects: list[Effect] = field(default_factory=list)
    """What the call itself does, not its arguments; also what was forgotten again later."""


class WatchingEvaluation(RememberingEvaluation):
    """One pass over a function for those who ask what each of its calls does."""

    wants_types_only = False

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.calls: dict[ast.Call, WatchedCall] = {}
        self.other_effects: list[Effect] = []
        """What happens without a call: by iterating, entering, reading an attribute."""
        self._running: list[WatchedCall] = []

    def run_call(self, node: ast.Call, awaited: bool) -> Type:
        """The type of a call expression, remembered with what the call does."""
        watched = WatchedCall(awaited)
        self._running.append(watched)
        try:
            watched.result = super().run_call(node, awaited)
        finally:
            self._running.pop()
        if not self.is_silent or node not in self.calls:
            self.calls[node] = watched
        return watched.result

    def awaited(self, value: Type, node: ast.expr) -> Type:
        """What awaiting a value gives; what the coroutine does is put down to the call that made it."""
        watched = self.calls.get(node) if isinstance(node, ast.Call) else None
        if watched is None:
            return super().awaited(value, node)
        self._running.append(watched)
        try:
            return super().awaited(value, node)
        finally:
            self._running.pop()

    def emit(self, effect: Effect) -> None:
        """Record a blocking operation, also with the call that does it."""
        super().emit(effect)
        if not self.is_silent:
            noted = self._running[-1].effects if self._running else self.other_effects
            noted.append(self.effects[-1])


class WatchedFunctions:
    """The functions of the file being checked, each evaluated once for whoever asks about its calls."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.interpreter = module.project.interpreter
        self._known: dict[FunctionNode, WatchingEvaluation | None] = {}

    def evaluation_of(self, function: FunctionNode) -> WatchingEvaluation | None:
        """The pass over a function, as it is for every caller; None where nothing defines it."""
        if function not in self._known:
            self._known[function] = None
            self._known[function] = self._evaluate(function)
        return self._known[function]

    def _evaluate(self, function: FunctionNode) -> WatchingEvaluation | None:
        around = self.module.index.function_around(function)
        outer = self.evaluation_of(around) if around is not None else None
        definition = self._definition(function, outer)
        if definition is None:
            return None
        return evaluate(definition, outer)

    def _definition(
        self, function: FunctionNode, outer: WatchingEvaluation | None
    ) -> FunctionDefinition | None:
        place = (function.lineno, function.col_offset)
        if isinstance(function, ast.Lambda):
            return self.module.nested.get(place) or FunctionDefinition(self.module, function)
        known = self.module.skeleton.functions if outer is None else outer.nested_definitions
        for each in known:
            if (each.line, each.column) == place:
                return each
        return self.module.nested.get(place)


def evaluate(definition: FunctionDefinition, outer: WatchingEvaluation | None = None) -> WatchingEvaluation:
    """One watched pass over a function of any file, as it is for every caller."""
    interpreter = definition.module.project.interpreter
    watching = WatchingEvaluation(interpreter, definition.module, definition, closure=outer)
    watching.run_function(interpreter.receiver_of(definition), ())
    return watching
