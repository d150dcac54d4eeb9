"""Path operations that give away every row of a table."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.located import Located
from flake8_fastapi.model.taint.analysis import analysis_of
from flake8_fastapi.model.taint.callee import Callees
from flake8_fastapi.model.taint.client import Client
from flake8_fastapi.model.taint.flows import Called, Either, Flow, Group, Member, unguarded
from flake8_fastapi.model.types import ClassObject, ExternalMethod, FunctionObject, Instance, alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.taint.body import Body

FETCHING = frozenset({"all", "fetchall"})
SESSIONS = frozenset(
    {"sqlalchemy.orm.Session", "sqlalchemy.ext.asyncio.AsyncSession", "sqlalchemy.orm.scoped_session",
     "sqlalchemy.engine.Connection", "sqlalchemy.ext.asyncio.AsyncConnection"}
)  # fmt: skip
EXECUTING = frozenset({"execute", "exec", "scalars"})
SELECTING = frozenset(
    {"sqlalchemy.select", "sqlalchemy.sql.select", "sqlalchemy.future.select", "sqlmodel.select"}
)
KEEPS_ALL_ROWS = frozenset(
    {"all", "fetchall", "scalars", "mappings", "unique", "tuples", "options", "order_by", "outerjoin",
     "execution_options", "populate_existing"}
)  # fmt: skip
"""Methods of statements and results that leave no row out; after any other one nothing is reported."""

MAKES_ONE = frozenset({"len", "sum", "any", "max", "min", "next", "bool", "first", "pop"})
DEEPEST = 3
"""Functions between the path operation and the query."""


GET_ROUTE = re.compile(r"@[^\n(]*\.(?:get|api_route)\(|add_api_route\(")
"""What the text of a path operation has, or of the function around it."""


@dataclass(frozen=True, slots=True)
class UnboundedQuery(Located):
    """A query of a whole table whose rows a path operation returns.

    ``node`` is the call that fetches them, or in the path operation the call that leads there
    through ``through``.
    """

    node: ast.Call
    table: str
    through: str = ""


def unbounded_queries(module: Module) -> Iterator[UnboundedQuery]:
    """The whole tables that the path operations of a file return."""
    yield from Rows(analysis_of(module.project)).of(module)


class Rows:
    """Follows what path operations return back to queries."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.callees = Callees(analysis)
        self.client = Client(analysis)

    def of(self, module: Module) -> Iterator[UnboundedQuery]:
        """The whole tables that the path operations of a file return."""
        text_of = module.project.bodies.text_of
        for function in module.skeleton.functions:
            if GET_ROUTE.search(text_of(function)) is None and not self.client.is_registered(function):
                continue
            body = self.analysis.body_of(function)
            for each in body.all_bodies if body is not None else ():
                if any(verb == "get" for verb, _ in self.client.routes(each)):
                    yield from self._returned_by(each)

    def _returned_by(self, body: Body) -> Iterator[UnboundedQuery]:
        reported: set[ast.Call] = set()
        for fetched, called in self._fetched(body, 0):
            table = self.table_of(fetched)
            if table and called.node not in reported:
                reported.add(called.node)
                through = called.name if called is not fetched else ""
                yield UnboundedQuery(called.node, table, through)

    def _fetched(self, body: Body, depth: int) -> Iterator[tuple[Called, Called]]:
        """The calls whose rows a function returns, each with the call in the function itself."""
        for returned in body.returns:
            for called in self._rows_in(returned, body, set()):
                if called.name in FETCHING:
                    yield called, called
                elif depth < DEEPEST:
                    for reached in self.callees.reached(called):
                        inner = self.analysis.body_of(reached.definition)
                        if inner is not None and inner is not body:
                            for fetched, _ in self._fetched(inner, depth + 1):
                                yield fetched, called

    def _rows_in(self, flow: Flow, body: Body, seen: set[Flow]) -> Iterator[Called]:
        """The calls of which a value holds all the items, perhaps changed one by one."""
        flow = unguarded(flow)
        if flow in seen or flow in body.sliced:
            return
        seen.add(flow)
        if isinstance(flow, Either):
            for each in flow.options:
                yield from self._rows_in(each, body, seen)
        elif isinstance(flow, Group):
            for _, each in flow.members:
                yield from self._rows_in(each, body, seen)
        elif isinstance(flow, Member):
            if flow.key is None or flow.node is not None:
                yield from self._rows_in(flow.value, body, seen)
        elif isinstance(flow, Called) and flow.name not in MAKES_ONE:
            yield flow
            if flow.name not in FETCHING:
                for each in (flow.receiver, *flow.positional, *(value for _, value in flow.keywords)):
                    if isinstance(unguarded(each), (Member, Group)) or self._copies(flow):
                        yield from self._rows_in(each, body, seen)

    def _copies(self, called: Called) -> bool:
        """Whether a call makes a container of what it is given."""
        names = {each[0] for each in self.callees.names(called) if len(each) == 1}
        return bool(names & {"builtins.list", "builtins.tuple", "builtins.sorted", "builtins.reversed"})

    def table_of(self, called: Called) -> str:
        """The table (as its class is called) of which a call fetches all rows; empty for any other call."""
        flow: Flow = called
        for _ in range(LONGEST_CHAIN):
            flow = unguarded(flow)
            if not isinstance(flow, Called):
                return ""
            if flow.name in EXECUTING and flow.positional:
                if not self._is_of_session(flow):
                    return ""
                flow = flow.positional[0]
            elif flow.name == "query":
                return self._entity(flow) if self._is_of_session(flow) else ""
            elif flow.name == "select":
                names = {each[0] for each in self.callees.names(flow) if len(each) == 1}
                return self._entity(flow) if names & SELECTING else ""
            elif flow.name in KEEPS_ALL_ROWS:
                flow = flow.receiver
            else:
                return ""
        return ""

    def _is_of_session(self, called: Called) -> bool:
        """Whether a session does it, be it one of a project's class with an ``execute`` of its own."""
        return any(
            isinstance(each, (ExternalMethod, FunctionObject))
            and isinstance(each.receiver, Instance)
            and not self.analysis.lineage_names(each.receiver.cls).isdisjoint(SESSIONS)
            for each in alternatives(self.callees.type_of(called))
        )

    def _entity(self, called: Called) -> str:
        """The class of the one table that is selected, as a whole or by columns."""
        names = set()
        for node in called.node.args:
            cls = node.value if isinstance(node, ast.Attribute) else node
            of = called.body.types.of(node)
            if not isinstance(of, ClassObject) and isinstance(node, ast.Attribute):
                of = called.body.types.of(cls)
            if not isinstance(of, ClassObject):
                return ""
            names.add(of.definition.name)
        return names.pop() if len(names) == 1 else ""


LONGEST_CHAIN = 12
