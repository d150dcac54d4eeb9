"""What functions say that they return."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.types import NONE, UNKNOWN, Instance, Items, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter

ASYNCHRONOUS = re.compile(r"async|aio", re.IGNORECASE)


class DeclaredResults:
    """Reads the annotations of results, so that bodies need not be evaluated for them."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter

    def of(self, definition: FunctionDefinition) -> Type | None:
        """What a coroutine function says that it returns; None without a telling annotation.

        With one its body need not be evaluated to call it: what blocks in a coroutine
        is reported in its own file.
        """
        key = ("declared result", definition)
        return self._interpreter.solver.solve(key, lambda: self._read_declared(definition), None)

    def believed(self, definition: FunctionDefinition) -> Type | None:
        """What a function says that it returns, where its text has nothing that speaks against it.

        A ``yield`` makes it a generator, whatever is declared; one that raises may never return its None;
        and what has to do with asyncio may return the asynchronous twin of a client that is declared.
        """
        declared = self.of(definition)
        if declared is None:
            return None
        text = self._interpreter.project.bodies.text_of(definition)
        if "yield" in text or (declared == NONE and "raise" in text):
            return None
        return None if self._is_synchronous(declared) and ASYNCHRONOUS.search(text) else declared

    def _is_synchronous(self, declared: Type) -> bool:
        knowledge = self._interpreter.knowledge
        return (
            isinstance(declared, Instance)
            and isinstance(declared.cls, str)
            and knowledge.is_synchronous(declared.cls)
        )

    def _read_declared(self, definition: FunctionDefinition) -> Type | None:
        node = definition.node()
        if isinstance(node, ast.Lambda) or node.returns is None:
            return None
        scope = self._interpreter.definition_scope(definition)
        declared = self._interpreter.annotations.value_type(scope, node.returns)
        if declared is UNKNOWN or (isinstance(declared, Items) and not _is_list(node.returns)):
            return None
        return declared


def _is_list(node: ast.expr) -> bool:
    """Whether an annotation names a container and not a generator's protocol."""
    name = node.value if isinstance(node, ast.Subscript) else node
    last = last_name(name)
    return last in ("list", "List", "set", "Set", "tuple", "Tuple", "Sequence", "frozenset")
