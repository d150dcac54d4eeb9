"""The nodes that the model derives from source, to which rules subscribe like to Python's own.

Each has ``lineno`` (1-based) and ``col_offset`` (0-based, in UTF-8 bytes) like an ``ast`` node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.effects import Effect

NODE_SOURCES: dict[str, str] = {
    "BlockingCall": "flake8_fastapi.model.event_loop:blocking_calls",
    "Misuse": "flake8_fastapi.model.event_loop:misuses",
    "SyncDependency": "flake8_fastapi.model.event_loop:sync_dependencies",
}
"""For each node's class the function that finds these nodes in a module, imported when asked for."""

NODE_NAMES: frozenset[str] = frozenset(NODE_SOURCES)


@dataclass(frozen=True, slots=True)
class BlockingCall:
    """A call in a coroutine on the event loop that blocks it, directly or through others.

    ``can_be_plain`` tells that the coroutine is a path operation or dependency that awaits
    nothing, so that making it a plain ``def`` is a cure.
    """

    effect: Effect
    function: FunctionDefinition
    can_be_plain: bool

    @property
    def lineno(self) -> int:
        """The line where the call begins."""
        return self.effect.line

    @property
    def col_offset(self) -> int:
        """The column where the call begins."""
        return self.effect.column


@dataclass(frozen=True, slots=True)
class Misuse:
    """A wrong use of a coroutine, task or offloading function.

    ``kind`` is one of ``called-instead-of-offloaded``, ``offloaded-coroutine``,
    ``not-awaited``, ``tested-coroutine``, ``used-coroutine``, ``returned-coroutine``,
    ``dangling-task``. ``name`` is what is called, ``user`` the function that it is given to.
    """

    kind: str
    line: int
    column: int
    name: str
    user: str = ""

    @property
    def lineno(self) -> int:
        """The line where the call begins."""
        return self.line

    @property
    def col_offset(self) -> int:
        """The column where the call begins."""
        return self.column


@dataclass(frozen=True, slots=True)
class SyncDependency:
    """A plain ``def`` that FastAPI runs as a dependency.

    ``only_computes`` tells that its body provably does nothing that could wait.
    """

    function: FunctionDefinition
    only_computes: bool

    @property
    def lineno(self) -> int:
        """The line of the ``def``."""
        return self.function.line

    @property
    def col_offset(self) -> int:
        """The column of the ``def``."""
        return self.function.column
