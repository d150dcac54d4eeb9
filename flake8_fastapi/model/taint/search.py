"""What the parts of the search for origins have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.callee import Callees
    from flake8_fastapi.model.taint.callers import Callers
    from flake8_fastapi.model.taint.client import Client
    from flake8_fastapi.model.taint.flows import Flow, Key, Step
    from flake8_fastapi.model.taint.manner import Frame, Manner, Origin


class Search:
    """The questions that the parts of the search ask each other."""

    analysis: Analysis
    callees: Callees
    callers: Callers
    client: Client
    deepest: int
    composed_here: bool
    assumed: set[tuple[FunctionDefinition, str]] | None

    def origins(
        self, flow: Flow, frame: Frame, path: tuple[Step, ...], manner: Manner, checks: frozenset[Key]
    ) -> Iterator[Origin]:
        """All origins of a value, or of what stands at ``path`` in it."""
        raise NotImplementedError

    def composed(
        self,
        parts: tuple[Flow, ...],
        frame: Frame,
        joins_path: bool,
        manner: Manner,
        checks: frozenset[Key],
    ) -> Iterator[Origin]:
        """The origins of a text's parts."""
        raise NotImplementedError

    def results(
        self,
        definition: FunctionDefinition,
        bound: dict[str, Flow],
        caller: Frame | None,
        path: tuple[Step, ...],
        frame: Frame,
        manner: Manner,
    ) -> Iterator[Origin]:
        """The origins of what a function of the project returns or yields."""
        raise NotImplementedError

    def is_checked(self, key: Key, checks: frozenset[Key]) -> bool:
        """Whether a value has been checked, here or by a function that it was given to."""
        raise NotImplementedError

    def stored(self, body: Body, name: str) -> Flow:
        """What a constructor stores in an attribute of its object."""
        raise NotImplementedError
