"""Evaluating functions for what they do while a request is answered, coroutines included."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.interpreter import Interpreter
from flake8_fastapi.model.summary import EMPTY

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.evaluation import Evaluation
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.summary import Summary
    from flake8_fastapi.model.types import Type

CONSTRUCTORS = frozenset({"__init__", "__post_init__"})


class FollowingInterpreter(Interpreter):
    """Answers what functions do in one respect; coroutines are followed, caches are believed."""

    follows_coroutines = True
    believes_caches = True

    def __init__(self, project: Project) -> None:
        """Whatever does not depend on the respect is shared with the project's own interpreter."""
        super().__init__(project, project.interpreter)

    def concerns(self, definition: FunctionDefinition) -> bool:
        """Whether a function may do anything of that kind, as a look at its text tells."""
        raise NotImplementedError

    def _evaluate(
        self,
        definition: FunctionDefinition,
        closure: Evaluation | None,
        receiver: Type,
        bound: tuple[tuple[str, Type], ...],
    ) -> Summary:
        """What a function does; where that is nothing, what is known of it anyway."""
        if closure is None and not self.concerns(definition):
            declared = (
                self.declared_results.believed(definition) if definition.name not in CONSTRUCTORS else None
            )
            if declared is not None:
                return replace(EMPTY, returns=declared)
            known = self.project.types.summary_in(definition, None, receiver, bound)
            return replace(known, effects=()) if known.effects else known
        return super()._evaluate(definition, closure, receiver, bound)
