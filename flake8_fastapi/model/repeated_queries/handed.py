"""What is handed to coroutines and matters to queries: sessions, collections and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.queries import database_packages
from flake8_fastapi.model.arguments import Signatures
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import UNKNOWN, Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.repeated_queries.candidates import Candidates
    from flake8_fastapi.model.types import Type


class QuerySignatures(Signatures):
    """Binds the arguments of calls; an async session blocks nowhere, but it sends queries.

    It is told where a coroutine says nothing of it itself (``async def owner_of(db, order)``).
    """

    def __init__(self, interpreter: Interpreter, candidates: Candidates) -> None:
        """``candidates`` tells which functions may send a query."""
        super().__init__(interpreter)
        self._candidates = candidates

    def is_data_to(self, function: FunctionDefinition, of: Type, declared: Type) -> bool:
        """Whether it makes no difference to the queries of a coroutine that it is given this."""
        if not super().is_data_to(function, of, declared):
            return False
        if declared is not UNKNOWN or not any(map(self._is_of_database, alternatives(of))):
            return True
        return not self._candidates.may_query(function)

    def _is_of_database(self, of: Type) -> bool:
        """Whether it is an object of a database's library, or a model's."""
        if not isinstance(of, Instance):
            return False
        packages = database_packages()
        if isinstance(of.cls, str):
            return of.cls.partition(".")[0] in packages
        lineage = self.interpreter.hierarchy.lineage(of.cls)
        return any(isinstance(each, str) and each.partition(".")[0] in packages for each in lineage)
