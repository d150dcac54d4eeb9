"""Path operations that give away every row of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.whole_tables import whole_tables
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.taint.analysis import analysis_of, positional_names
from flake8_fastapi.model.taint.callee import Callees
from flake8_fastapi.model.taint.client import Client
from flake8_fastapi.model.taint.flows import (
    ANY,
    CLEAN,
    Called,
    Either,
    Flow,
    Group,
    Member,
    Parameter,
    either,
    unguarded,
)
from flake8_fastapi.model.taint.given import is_decided_by_caller
from flake8_fastapi.model.taint.statement_parts import NOTHING_GIVEN
from flake8_fastapi.model.taint.whole_tables import Fetches
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, FunctionObject, Instance

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable, Iterator, Mapping

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.taint.body import Body

DEEPEST = 4
"""Functions between the path operation and the query."""

VIEWS = frozenset({"values", "items", "copy"})
"""Methods of dictionaries that give all that they hold."""

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
        self.fetches = Fetches(analysis, self.callees)
        self.table = whole_tables()

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
        for table, called in self._fetched(body.returns, body, NOTHING_GIVEN, 0):
            if called.node not in reported:
                reported.add(called.node)
                through = "" if self.fetches.table_of(called) else called.name
                yield UnboundedQuery(called.node, table, through)

    def _fetched(
        self, flows: Iterable[Flow], body: Body, bound: Mapping[str, Flow], depth: int
    ) -> Iterator[tuple[str, Called]]:
        """The tables whose rows are in these values of a function, each with the call in it.

        ``bound`` is what the caller gives the function's parameters: rows in it are named there.
        """
        seen = _left_out(body, bound)
        for flow in flows:
            for called in self._sources(flow, body, seen):
                table = self.fetches.table_of(called, bound)
                if table:
                    yield table, called
                elif depth < DEEPEST:
                    yield from self._behind(called, body, bound, depth)

    def _behind(
        self, called: Called, body: Body, given: Mapping[str, Flow], depth: int
    ) -> Iterator[tuple[str, Called]]:
        """The tables whose rows a function of the project returns, or is given and hands back.

        ``given`` is what the function around the call is given.
        """
        for reached in self.callees.reached(called):
            inner = self.analysis.body_of(reached.definition)
            if inner is None or inner is body:
                continue
            bound = {name: _told(flow, body, given) for name, flow in reached.bind(called).items()}
            for table, fetch in self._fetched(inner.returns, inner, bound, depth + 1):
                if fetch.body is inner:
                    yield self._as_called(table, reached.definition, called), called
                else:
                    yield table, fetch  # handed in by a caller: it is told where that one fetches it
            for name in self._handed_back(inner, bound):
                if name in bound:
                    yield from self._fetched((bound[name],), body, given, depth + 1)

    def _as_called(self, table: str, function: FunctionDefinition, called: Called) -> str:
        """What the caller of a function knows a table by that the function leaves to others.

        For ``self.model`` that is what the class of the object says, else that class itself, for a parameter
        the argument.
        """
        receiver, _, attribute = table.partition(".")
        if function.owner is None or receiver != receiver_name(function):
            names = positional_names(function.node())[0 if function.owner is None else 1 :]
            given: dict[str | None, ast.expr] = {each.arg: each.value for each in called.node.keywords}
            given.update(zip(names, called.node.args, strict=False))
            return (last_name(given[table]) if table in given else "") or table
        for each in alternatives(self.callees.type_of(called)):
            of = each.receiver if isinstance(each, FunctionObject) and each.definition is function else None
            cls = of.definition if isinstance(of, ClassObject) else of.cls if isinstance(of, Instance) else ""
            if isinstance(cls, str):
                continue
            for base in self.analysis.interpreter.hierarchy.lineage(cls):
                bindings = () if isinstance(base, str) else base.values.get(attribute.partition(".")[0], ())
                for binding in bindings:
                    if binding.value is not None and last_name(binding.value):
                        return last_name(binding.value)
            return cls.name
        return table

    def _handed_back(self, body: Body, bound: Mapping[str, Flow]) -> set[str]:
        """The parameters whose items, all of them, a function returns, perhaps changed one by one."""
        found: set[str] = set()
        for returned in body.returns:
            for flow in self._parts(returned, body, _left_out(body, bound)):
                if isinstance(flow, Parameter) and flow.body is body:
                    found.add(flow.name)
        return found

    def _sources(self, flow: Flow, body: Body, seen: set[Flow]) -> Iterator[Called]:
        """The calls of which a value holds all the items, perhaps changed one by one."""
        for each in self._parts(flow, body, seen):
            if isinstance(each, Called):
                yield each

    def _parts(self, flow: Flow, body: Body, seen: set[Flow]) -> Iterator[Flow]:
        """The calls and parameters of which a value holds all the items."""
        flow = unguarded(flow)
        if flow in seen or flow in body.sliced:
            return
        seen.add(flow)
        if isinstance(flow, Parameter):
            yield flow
        elif isinstance(flow, Either):
            for each in flow.options:
                yield from self._parts(each, body, seen)
        elif isinstance(flow, Group):
            for _, each in flow.members:
                yield from self._parts(_all_keywords(each) or each, body, seen)
        elif isinstance(flow, Member):
            of_an_item = isinstance(unguarded(flow.value), Member)
            if (flow.key is None or flow.node is not None or of_an_item) and not _is_key(flow):
                yield from self._parts(flow.value, body, seen)
        elif isinstance(flow, Called) and flow.name not in self.table.makes_one:
            yield flow
            whole = self._keeps(flow)
            receiver = CLEAN if flow.name in self.table.takes_one else flow.receiver
            made_of = unguarded(receiver)
            if isinstance(made_of, Either) and flow.name in VIEWS:
                whole = True  # a dictionary that a loop has filled
            elif isinstance(made_of, Called) and any(
                isinstance(unguarded(each), Member)
                for each in (*made_of.positional, *(value for _, value in made_of.keywords))
            ):
                yield from self._parts(made_of, body, seen)  # `ItemOut.model_validate(item).model_dump()`
            for each in (receiver, *flow.positional, *(value for _, value in flow.keywords), flow.rest):
                if whole or isinstance(unguarded(each), (Member, Group)):
                    yield from self._parts(each, body, seen)

    def _keeps(self, called: Called) -> bool:
        """Whether a call's result holds all that it is given."""
        if called.name in self.table.frame_methods or isinstance(self.callees.type_of(called), ClassObject):
            return True
        for each in self.callees.names(called):
            if ".".join(each) in self.table.keeping_functions:
                return True
            if len(each) == 1 and not self.analysis.lineage_names(each[0]).isdisjoint(
                self.table.keeping_classes
            ):
                return True
        return False


def _is_key(member: Member) -> bool:
    """Whether it is a key of a dictionary that is gone through: there is one for each group of rows."""
    value = unguarded(member.value)
    if member.key == 0 and isinstance(value, Member):
        items = unguarded(value.value)
        return value.key is None and isinstance(items, Called) and items.name == "items"
    options = value.options if isinstance(value, Either) else (value,)
    groups = [unguarded(each) for each in options]
    return member.key is None and any(isinstance(each, Group) and each.is_dictionary for each in groups)


def _all_keywords(member: Flow) -> Parameter | None:
    """The parameter for all other keywords (``**context``) whose entries a dictionary takes over."""
    plain = unguarded(member)
    of = unguarded(plain.value) if isinstance(plain, Member) and plain.key == ANY else None
    if isinstance(of, Parameter):
        rest = of.body.node.args.kwarg
        return of if rest is not None and rest.arg == of.name else None
    return None


def _told(flow: Flow, body: Body, given: Mapping[str, Flow]) -> Flow:
    """A value of a function, with what the function is given in the place of its parameters."""
    plain = unguarded(flow)
    if isinstance(plain, Parameter) and plain.body is body:
        return given.get(plain.name, flow)
    if isinstance(plain, Either):
        options = [_told(each, body, given) for each in plain.options]
        if given is not NOTHING_GIVEN and is_decided_by_caller(body, given):
            options = [each for each in options if not isinstance(each, Group) or each.members]
        return either(options)
    return flow


def _left_out(body: Body, bound: Mapping[str, Flow]) -> set[Flow]:
    """The lists of a function from which the branches that its caller decides on leave items out."""
    if bound is NOTHING_GIVEN or not body.narrowed or not is_decided_by_caller(body, bound):
        return set()
    return set(body.narrowed)
