"""Collections of documents that a client gives by their names."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.whole_tables import whole_tables
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.taint.flows import Called, Text, unguarded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flake8_fastapi.model.taint.callee import Callees


class StoredCollections:
    """Tells which calls give a collection, and which fetch all that is in one."""

    def __init__(self, callees: Callees) -> None:
        self.callees = callees
        self.table = whole_tables()

    def name_given(self, called: Called) -> str:
        """The name of the collection that a call gives; empty for other calls."""
        if not called.node.args or not self._is_one_of(called, self.table.named):
            return ""
        given = unguarded(called.positional[0]) if called.positional else None
        return given.value if isinstance(given, Text) else ast.unparse(called.node.args[0])

    def fetches_all(self, called: Called) -> bool:
        """Whether a call fetches all that the object stands for that it is called on."""
        return not called.positional and not called.keywords and self._is_one_of(called, self.table.fetches)

    def name_kept(self, called: Called) -> str:
        """The name under which a collection is kept whose method this is; empty for one of a query."""
        function = called.node.func
        is_whole = any(each[0] in self.table.collections for each in self.callees.names(called))
        return last_name(function.value) if is_whole and isinstance(function, ast.Attribute) else ""

    def _is_one_of(self, called: Called, methods: Mapping[str, frozenset[str]]) -> bool:
        return any(
            len(each) == 2 and each[1] in methods.get(each[0], ()) for each in self.callees.names(called)
        )
