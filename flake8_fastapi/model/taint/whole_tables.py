"""Of which table a call fetches all rows."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeGuard

from flake8_fastapi.knowledge.queries import query_call
from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.knowledge.whole_tables import whole_tables
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.taint.deleted_rows import is_of_undeleted, leaves_only_deleted_out
from flake8_fastapi.model.taint.flows import Called, Either, Flow, Parameter, shape, unguarded
from flake8_fastapi.model.taint.given import is_decided_by_caller
from flake8_fastapi.model.taint.sql_tables import is_without_limit, table_in
from flake8_fastapi.model.taint.statement_parts import (
    NOTHING_GIVEN,
    cursor_of,
    has_no_condition,
    is_limit,
    is_nothing,
    model_name,
    only_argument,
    shown_name,
)
from flake8_fastapi.model.taint.stored_collections import StoredCollections
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import UNKNOWN, ClassObject, ExternalMethod, FunctionObject, Instance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.callee import Callees

SESSIONS = role("executes-statements").names
SELECTING = role("selects").names
TABLES = role("core-tables").names
TABLE_BASES = role("table-bases").names

LONGEST_CHAIN = 12
MOST_BRANCHES = 10
"""Branches that may add to a statement."""


class Fetches:
    """Tells the table of which a call fetches all rows."""

    def __init__(self, analysis: Analysis, callees: Callees) -> None:
        self.analysis = analysis
        self.callees = callees
        self.table = whole_tables()
        self.stores = StoredCollections(callees)

    def table_of(self, called: Called, bound: Mapping[str, Flow] = NOTHING_GIVEN) -> str:
        """The table (as its class, collection or SQL calls it); empty for any other call.

        ``bound`` is what the function around the call is given.
        """
        flow: Flow = called
        for _ in range(LONGEST_CHAIN):
            flow = unguarded(flow)
            if isinstance(flow, Parameter) and flow.body is called.body and flow.name in bound:
                # A statement that the caller hands over, with what only the caller knows.
                flow, bound = unguarded(bound[flow.name]), NOTHING_GIVEN
            if isinstance(flow, Either):
                return self._table_of_any(flow, called.body, bound)
            if not isinstance(flow, Called):
                return ""
            begun = self._begun_by(flow, bound)
            if begun is not None:
                return begun
            if (statement := self._sent(flow)) is not None:
                text = shape(statement)
                if text.strip() not in ("", "?"):
                    return table_in(text)
                flow = statement
            elif self.stores.fetches_all(flow):
                if not isinstance(unguarded(flow.receiver), (Called, Either)):
                    return self.stores.name_kept(flow)
                flow = flow.receiver
            elif flow.name in self.table.narrowing_methods and (
                has_no_condition(flow, bound) or leaves_only_deleted_out(flow)
            ):
                flow = flow.receiver
            elif flow.name in self.table.keeping_methods and not is_limit(flow):
                sent = [*self._sent_before(flow)]
                if sent:
                    tables = {self.table_of(each, bound) for each in sent}
                    return tables.pop() if len(tables) == 1 else ""
                flow = flow.receiver
            else:
                return ""
        return ""

    def _begun_by(self, called: Called, bound: Mapping[str, Flow]) -> str | None:
        """The table whose rows a call begins to ask for; empty for some of its rows, None for other calls."""
        function = called.node.func
        if called.name == "query":
            return self._entity(called, bound) if self._is_of_session(called) else ""
        if self._is_selecting(called):
            return self._entity(called, bound)
        whole = self._whole_model(called, bound) or self.stores.name_given(called)
        if whole:
            return whole
        if called.name == "select" and isinstance(function, ast.Attribute) and not called.node.args:
            return shown_name(function.value) if self._is_table(called, function.value) else ""
        return self._collection(called, bound) if called.name == "find" else None

    def _table_of_any(self, either: Either, body: Body, bound: Mapping[str, Flow]) -> str:
        """The table of which a statement is for all rows unless a branch adds conditions to it."""
        if bound is not NOTHING_GIVEN and is_decided_by_caller(body, bound):
            return ""
        tables = set()
        for each in either.options[:MOST_BRANCHES]:
            option = unguarded(each)
            table = self.table_of(option, bound) if isinstance(option, Called) else table_in(shape(option))
            if table:
                tables.add(table)
            elif not self._is_narrowed(option, bound):
                return ""
        return tables.pop() if len(tables) == 1 and len(either.options) <= MOST_BRANCHES else ""

    def _is_narrowed(self, flow: Flow, bound: Mapping[str, Flow]) -> bool:
        """Whether a statement is one for all rows with conditions, and no limit."""
        for _ in range(LONGEST_CHAIN):
            flow = unguarded(flow)
            if isinstance(flow, Either):
                return all(self._is_narrowed(each, bound) for each in flow.options)
            if not isinstance(flow, Called):
                return bool(text := shape(flow)) and is_without_limit(text)
            if self.table_of(flow, bound):
                return True
            if flow.name not in self.table.narrowing_methods | self.table.keeping_methods:
                return False
            function = flow.node.func
            if isinstance(function, ast.Attribute):
                if isinstance(flow.body.types.of(function.value), ClassObject):
                    return True
            flow = flow.receiver
        return False

    def _sent(self, called: Called) -> Flow | None:
        """The statement that a call sends to a database, with nothing to fill in."""
        if called.name in self.table.executing:
            statement = only_argument(called)
            return statement if statement is not None and self._sends(called) else None
        if called.name not in self.table.last_names or called.argument("chunksize", None) is not None:
            return None
        for each in self.callees.names(called):
            if len(each) == 1 and each[0] in self.table.readers:
                return called.argument(self.table.readers[each[0]], 0)
        return None

    def _is_selecting(self, called: Called) -> bool:
        return any(len(each) == 1 and each[0] in SELECTING for each in self.callees.names(called))

    def _is_of_session(self, called: Called) -> bool:
        """Whether a session does it, be it one of a project's class with an ``execute`` of its own."""
        return any(
            isinstance(each, (ExternalMethod, FunctionObject))
            and isinstance(each.receiver, Instance)
            and not self.analysis.lineage_names(each.receiver.cls).isdisjoint(SESSIONS)
            for each in alternatives(self.callees.type_of(called))
        )

    def _sends(self, called: Called) -> bool:
        """Whether a call sends its statement to a database."""
        return self._is_of_session(called) or self._is_query(called)

    def _is_query(self, called: Called) -> bool:
        for each in self.callees.names(called):
            cls, _, method = ".".join(each).rpartition(".")
            query = query_call((cls,), method)
            if query is not None and query.sends:
                return True
        return False

    def _sent_before(self, fetch: Called) -> Iterator[Called]:
        """The statements that a cursor was given since rows were last taken from it."""
        key = cursor_of(fetch)
        if fetch.name != "fetchall" or key is None:
            return
        place = (fetch.node.lineno, fetch.node.col_offset)
        same = [
            each
            for each in fetch.body.calls.values()
            if (each.node.lineno, each.node.col_offset) < place
            and (each.name in self.table.sending or each.name in self.table.taking)
            and cursor_of(each) == key
        ]
        same.sort(key=lambda each: (each.node.lineno, each.node.col_offset))
        for each in reversed(same):
            if each.name not in self.table.sending:
                return
            if self._is_query(each):
                yield each

    def _is_table(self, called: Called, node: ast.expr) -> bool:
        """Whether an expression is a table of SQLAlchemy's core."""
        return any(
            isinstance(each, Instance) and not self.analysis.lineage_names(each.cls).isdisjoint(TABLES)
            for each in alternatives(called.body.types.of(node))
        )

    def _is_row(self, called: Called, node: ast.expr) -> bool:
        """Whether an annotation says that something is a row which can only be a model (``model: Base``)."""
        return all(
            isinstance(each, Instance) and not self.analysis.lineage_names(each.cls).isdisjoint(TABLE_BASES)
            for each in alternatives(called.body.types.of(node))
        )

    def _whole_model(self, called: Called, bound: Mapping[str, Flow]) -> str:
        """The model whose class begins a query of all its rows, or is asked for them."""
        function = called.node.func
        if called.keywords or not isinstance(function, ast.Attribute):
            return ""
        model = function.value
        if called.name in self.table.keeping_methods and self._is_manager(model, called):
            return model_name(called, model.value, bound)
        if not leaves_only_deleted_out(called) and (
            any(not is_nothing(each, called, bound) for each in called.positional[:1])
            or called.positional[1:]
        ):
            return ""
        if self._is_of_model(called, model, self.table.begins_query, called.name):
            return model_name(called, model, bound)
        return model_name(called, model, bound) if self._is_manager(function, called) else ""

    def _is_manager(self, node: ast.expr, called: Called) -> TypeGuard[ast.Attribute]:
        """Whether an attribute of a model's class stands for all its rows."""
        return isinstance(node, ast.Attribute) and self._is_of_model(
            called, node.value, self.table.is_manager, node.attr
        )

    def _is_of_model(
        self, called: Called, node: ast.expr, has: Callable[[Iterable[str], str], bool], name: str
    ) -> bool:
        """Whether an expression is a model's class, or one of several, that has a method or attribute."""
        options = alternatives(called.body.types.of(node))
        return all(
            isinstance(each, ClassObject) and has(self.analysis.lineage_names(each.definition), name)
            for each in options
        )

    def _collection(self, called: Called, bound: Mapping[str, Flow]) -> str:
        """The collection of which a call finds all documents."""
        function = called.node.func
        if called.argument("limit", None) is not None or not isinstance(function, ast.Attribute):
            return ""
        condition = called.argument("filter", 0)
        of = called.body.types.of(called.node.args[0]) if len(called.node.args) == 1 else UNKNOWN
        if isinstance(of, ClassObject):
            return of.definition.name if self._is_query(called) else ""
        first = called.node.args[0] if called.node.args else None
        if condition is not None and not (
            is_nothing(condition, called, bound) or (first is not None and is_of_undeleted(first))
        ):
            return ""
        return shown_name(function.value) if self._is_query(called) else ""

    def _entity(self, called: Called, bound: Mapping[str, Flow]) -> str:
        """The class of the one table that is selected, as a whole or by columns."""
        names = set()
        for node in called.node.args:
            if self._is_table(called, node):
                names.add(shown_name(node))
                continue
            name = (path_of(node) or "") if self._is_row(called, node) else model_name(called, node, bound)
            if not name and isinstance(node, ast.Attribute):
                name = model_name(called, node.value, bound)
            if not name:
                return ""
            names.add(name)
        return names.pop() if len(names) == 1 else ""
