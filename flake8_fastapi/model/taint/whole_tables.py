"""Of which table a call fetches all rows."""

from __future__ import annotations

import ast
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.queries import query_call
from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.knowledge.whole_tables import whole_tables
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.taint.flows import Called, Flow, Group, Parameter, key_of, shape, unguarded
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import NONE, UNKNOWN, ClassObject, ExternalMethod, FunctionObject, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.taint.callee import Callees

SESSIONS = role("executes-statements").names
SELECTING = role("selects").names
TABLES = role("core-tables").names

LONGEST_CHAIN = 12
NOTHING_GIVEN: Mapping[str, Flow] = MappingProxyType({})

WHOLE = re.compile(
    r"\s*SELECT\s+(?P<columns>.+?)\s+FROM\s+(?P<table>[\w.\"`\[\]]+)"
    r"(?:\s+(?:AS\s+)?\w+)?(?:\s+ORDER\s+BY\s.+)?[\s;]*",
    re.IGNORECASE | re.DOTALL,
)
"""A statement that can be of a whole table."""

NARROWS = re.compile(
    r"\?|%\(|%s|\b(?:WHERE|LIMIT|OFFSET|FETCH|TOP|JOIN|GROUP|HAVING|UNION|INTERSECT|EXCEPT|DISTINCT|WITH)\b"
    r"|\b(?:COUNT|SUM|AVG|MIN|MAX|TOTAL|EXISTS|GROUP_CONCAT|STRING_AGG|ARRAY_AGG)\s*\("
    r"|\b(?:JSON_AGG|JSON_GROUP_ARRAY)\s*\(",
    re.IGNORECASE,
)
"""What makes a statement one of less than all rows, or of something that is not known."""

CATALOGUES = ("information_schema.", "pg_catalog.", "pg_", "sqlite_", "sys.", "system.")


class Fetches:
    """Tells the table of which a call fetches all rows."""

    def __init__(self, analysis: Analysis, callees: Callees) -> None:
        self.analysis = analysis
        self.callees = callees
        self.table = whole_tables()

    def table_of(self, called: Called, bound: Mapping[str, Flow] = NOTHING_GIVEN) -> str:
        """The table (as its class, collection or SQL calls it); empty for any other call.

        ``bound`` is what the function around the call is given.
        """
        flow: Flow = called
        for _ in range(LONGEST_CHAIN):
            flow = unguarded(flow)
            if not isinstance(flow, Called):
                return ""
            name = flow.name
            if name == "query":
                return self._entity(flow) if self._is_of_session(flow) else ""
            if self._is_selecting(flow):
                return self._entity(flow)
            if (statement := self._sent(flow)) is not None:
                text = shape(statement)
                if text.strip() not in ("", "?"):
                    return table_in(text)
                flow = statement
            elif self._is_whole_model(flow):
                return self._class_name(flow)
            elif name == "select" and isinstance(flow.node.func, ast.Attribute) and not flow.node.args:
                return _last_name(flow.node.func.value) if self._is_table(flow, flow.node.func.value) else ""
            elif name == "find":
                return self._collection(flow)
            elif name == "filter_by" and _has_no_condition(flow, bound):
                flow = flow.receiver
            elif name in self.table.keeping_methods and not _is_limit(flow):
                sent = [*self._sent_before(flow)]
                if sent:
                    tables = {self.table_of(each, bound) for each in sent}
                    return tables.pop() if len(tables) == 1 else ""
                flow = flow.receiver
            else:
                return ""
        return ""

    def _sent(self, called: Called) -> Flow | None:
        """The statement that a call sends to a database, with nothing to fill in."""
        if called.name in self.table.executing:
            statement = _statement(called)
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
            if len(each) == 2:
                query = query_call((each[0],), each[1])
                if query is not None and query.sends:
                    return True
        return False

    def _sent_before(self, fetch: Called) -> Iterator[Called]:
        """The statements that a cursor was given since rows were last taken from it."""
        key = _cursor(fetch)
        if fetch.name != "fetchall" or key is None:
            return
        place = (fetch.node.lineno, fetch.node.col_offset)
        same = [
            each
            for each in fetch.body.calls.values()
            if (each.node.lineno, each.node.col_offset) < place
            and (each.name in self.table.sending or each.name in self.table.taking)
            and _cursor(each) == key
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

    def _is_whole_model(self, called: Called) -> bool:
        """Whether a model's class begins a query of all its rows."""
        if called.positional or called.keywords or not isinstance(called.node.func, ast.Attribute):
            return False
        of = called.body.types.of(called.node.func.value)
        return isinstance(of, ClassObject) and self.table.begins_query(
            self.analysis.lineage_names(of.definition), called.name
        )

    @staticmethod
    def _class_name(called: Called) -> str:
        function = called.node.func
        of = called.body.types.of(function.value) if isinstance(function, ast.Attribute) else None
        return of.definition.name if isinstance(of, ClassObject) else ""

    def _collection(self, called: Called) -> str:
        """The collection of which a call finds all documents."""
        condition = called.argument("filter", 0)
        plain = unguarded(condition) if condition is not None else None
        if plain is not None and not (isinstance(plain, Group) and plain.is_dictionary and not plain.members):
            return ""
        function = called.node.func
        if called.argument("limit", None) is not None or not isinstance(function, ast.Attribute):
            return ""
        return _last_name(function.value) if self._is_query(called) else ""

    def _entity(self, called: Called) -> str:
        """The class of the one table that is selected, as a whole or by columns."""
        names = set()
        for node in called.node.args:
            cls = node.value if isinstance(node, ast.Attribute) else node
            of = called.body.types.of(node)
            if self._is_table(called, node):
                names.add(_last_name(node))
                continue
            if not isinstance(of, ClassObject) and isinstance(node, ast.Attribute):
                of = called.body.types.of(cls)
            if not isinstance(of, ClassObject):
                model = _model_of_the_class(called, node)
                if not model or of not in (UNKNOWN, NONE):
                    return ""
                names.add(model)
                continue
            names.add(of.definition.name)
        return names.pop() if len(names) == 1 else ""


def table_in(text: str) -> str:
    """The table of which a statement in SQL takes all rows; empty for any other statement."""
    if NARROWS.search(text) is not None:
        return ""
    found = WHOLE.fullmatch(text)
    name = found["table"].strip('"`[]') if found is not None else ""
    return "" if name.lower().startswith(CATALOGUES) else name


def _has_no_condition(called: Called, bound: Mapping[str, Flow]) -> bool:
    """Whether conditions are handed on (``filter_by(**conditions)``) of which the caller gives none."""
    rest = unguarded(called.rest)
    if (
        called.positional
        or called.keywords
        or not isinstance(rest, Parameter)
        or rest.body is not called.body
    ):
        return False
    given = unguarded(bound[rest.name]) if rest.name in bound else None
    return isinstance(given, Group) and not given.members


def _model_of_the_class(called: Called, node: ast.expr) -> str:
    """``cls.model`` or ``self.model``, which a derived class tells, also with its columns behind it."""
    while isinstance(node, ast.Attribute) and node.attr in ("columns", "c", "__table__"):
        node = node.value
    definition = called.body.definition
    receiver = receiver_name(definition) if definition.owner is not None else None
    path = path_of(node)
    return path if path is not None and receiver is not None and path.startswith(f"{receiver}.") else ""


def _cursor(called: Called) -> object:
    """What stands for the object that a call's method is of: its origin, or the name of a global."""
    function = called.node.func
    origin = key_of(called.receiver)
    if origin is None and isinstance(function, ast.Attribute):
        return path_of(function.value)
    return origin


def _statement(called: Called) -> Flow | None:
    """The statement that a call is given, with nothing to fill in."""
    if len(called.positional) == 1 and not called.keywords:
        return called.positional[0]
    if not called.positional and len(called.keywords) == 1:
        return called.keywords[0][1]
    return None


def _is_limit(called: Called) -> bool:
    """Whether a call says how many rows it takes at most."""
    given = [*called.node.args, *(each.value for each in called.node.keywords)]
    return called.name == "to_list" and any(
        not (isinstance(each, ast.Constant) and each.value is None) for each in given
    )


def _last_name(node: ast.expr) -> str:
    """What a collection is called where it is used."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return last_name(node)
