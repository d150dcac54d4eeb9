"""From a value back to what a client controls: through callees, callers, containers and objects."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.taint import tables
from flake8_fastapi.model.taint.client import Client, Source
from flake8_fastapi.model.taint.flows import (
    ANY,
    CLEAN,
    ENDING,
    PASSED,
    PREFIX,
    Called,
    Caught,
    Composed,
    Either,
    Ending,
    Flow,
    Group,
    Guarded,
    Key,
    Member,
    Parameter,
    Step,
    Text,
    is_cleared,
    key_of,
    unguarded,
)
from flake8_fastapi.model.taint.library_calls import LibraryCalls
from flake8_fastapi.model.taint.manner import Frame, Manner, Origin
from flake8_fastapi.model.taint.parameters import HARMLESS_TYPES, Parameters, arguments_of
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import UNKNOWN, ClassObject, Constant, Instance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.types import Type

FILE_NAME = "filename"

DEEPEST = 6
"""Functions between a value and where it comes from."""

MOST_STEPS = 1500
"""Flows that are looked at for one value; what comes from further away is not found."""

LONGEST_NAME = 40


class Trace(Parameters, LibraryCalls):
    """The search for the origins of values, for one question."""

    def __init__(
        self,
        analysis: Analysis,
        *,
        settling_ends: frozenset[str],
        assumed: set[tuple[FunctionDefinition, str]] | None = None,
        deepest: int = DEEPEST,
    ) -> None:
        """With ``assumed`` callers are not asked: just these parameters are file names of clients."""
        self.analysis = analysis
        self.callees = analysis.callees
        self.client = Client(analysis)
        self.callers = analysis.callers
        self.settling_ends = settling_ends
        self._only_beginnings_lead = PREFIX in settling_ends and ENDING not in settling_ends
        """Whether what is asked is where a path leads: the part behind its last dot does no harm."""
        self.assumed = assumed
        self.deepest = deepest
        self.composed_here = False
        self._steps = 0
        self._running: set[tuple[object, ...]] = set()

    def first(
        self,
        flow: Flow,
        body: Body,
        checks: frozenset[Key],
        accepts: Callable[[Origin], bool],
        *,
        composed_here: bool = False,
    ) -> Origin | None:
        """The first origin of a value that a rule accepts.

        With ``composed_here`` callers are asked only for parts: who hands over a whole text has composed it.

        None for none.
        """
        self.composed_here = composed_here
        self._steps = 0
        self._running.clear()
        for origin in self.origins(flow, Frame(body), (), Manner(), checks):
            if accepts(origin):
                if origin.source.where == body.definition.label:
                    return replace(origin, source=replace(origin.source, where=""))
                return origin
        return None

    def origins(
        self, flow: Flow, frame: Frame, path: tuple[Step, ...], manner: Manner, checks: frozenset[Key]
    ) -> Iterator[Origin]:
        """All origins of a value, or of what stands at ``path`` in it."""
        self._steps += 1
        if self._steps > MOST_STEPS or flow is CLEAN or isinstance(flow, Text):
            return
        if isinstance(flow, Guarded):
            yield from self.origins(flow.value, frame, path, manner, checks | flow.checks)
            return
        key = key_of(flow)
        if key is not None and self.is_checked(key, checks):
            return
        running = (flow, id(frame.caller), frame.body, path)
        if running in self._running:
            return
        self._running.add(running)
        try:
            if isinstance(flow, Either):
                for each in flow.options:
                    yield from self.origins(each, frame, path, manner, checks)
            elif isinstance(flow, Composed):
                yield from self.composed(flow.parts, frame, flow.joins_path, manner, checks)
            elif isinstance(flow, Group):
                yield from self._members(flow, frame, path, manner, checks)
            elif isinstance(flow, Member):
                yield from self._member(flow, frame, path, manner, checks)
            elif isinstance(flow, (Parameter, Caught)):
                yield from self.parameter(flow, frame, path, manner, checks)
            elif isinstance(flow, Called):
                yield from self._called(flow, frame, path, manner, checks)
            elif isinstance(flow, Ending) and not self._only_beginnings_lead:
                yield from self.origins(flow.value, frame, path, manner, checks)
        finally:
            self._running.discard(running)

    def is_checked(self, key: Key, checks: frozenset[Key]) -> bool:
        """Whether a value has been checked, here or by a function that it was given to."""
        if is_cleared(key, checks, self.settling_ends):
            return True
        keys = {key[:length] for length in range(min(2, len(key)), len(key) + 1)}
        return any(
            isinstance(each[1], Called) and self.analysis.passes_test(each[1], keys, self.settling_ends)
            for each in checks
            if each[0] == PASSED
        )

    def composed(
        self,
        parts: tuple[Flow, ...],
        frame: Frame,
        joins_path: bool,
        manner: Manner,
        checks: frozenset[Key],
    ) -> Iterator[Origin]:
        leads = manner.leads
        before = ""
        for part in parts:
            inner = Manner(True, leads, manner.is_path or joins_path)
            yield from self.origins(part, frame, (), inner, checks)
            plain = unguarded(part)
            if isinstance(plain, Text):
                before += plain.value
                leads = leads and (not before or before.endswith("//"))
            else:
                leads = False

    def _members(
        self, flow: Group, frame: Frame, path: tuple[Step, ...], manner: Manner, checks: frozenset[Key]
    ) -> Iterator[Origin]:
        wanted = path[0] if path else ANY
        if wanted is None and flow.is_dictionary:
            for each in flow.keys:
                yield from self.origins(each, frame, path[1:], manner, checks)
            return
        for known, each in flow.members:
            if wanted in (None, ANY) or known in (None, ANY) or known == wanted:
                yield from self.origins(each, frame, path[1:], manner, checks)

    def _member(
        self, flow: Member, frame: Frame, path: tuple[Step, ...], manner: Manner, checks: frozenset[Key]
    ) -> Iterator[Origin]:
        if flow.node is not None:
            if self._is_harmless(flow.body, flow.node):
                return
            kind = self._source_kind(flow.body, flow.node.value, flow.node.attr)
            if kind:
                yield self._origin(kind, flow, path, frame, manner)
                return
            if flow.node.attr in ("name", "stem") and flow.body.types.is_path(flow.node.value):
                return
        yield from self.origins(flow.value, frame, (flow.key, *path), manner, checks)

    def _origin(
        self, kind: str, flow: Member | Called, path: tuple[Step, ...], frame: Frame, manner: Manner
    ) -> Origin:
        name = ast.unparse(flow.node) if flow.node is not None else ""
        if kind == "path":
            kind = "whole path"
        if kind == "form" and path[-1:] == (FILE_NAME,):
            kind, name = "file name", f"{name}[...].filename"
        elif path and path[0] not in (None, ANY) and kind != "file name":
            name = str(path[0])
        if len(name) > LONGEST_NAME:
            name = f"{name[:LONGEST_NAME]}..."
        definition = frame.body.definition
        return Origin(Source(kind, name, definition.label, definition), manner)

    def _source_kind(self, body: Body, receiver: ast.expr, name: str) -> str:
        """What kind of source an attribute or method of an object is; empty for none."""
        known = tables()
        if name not in known.source_names:
            return ""
        for of in alternatives(self._type_or_given(body, receiver, name)):
            if isinstance(of, Instance):
                for cls in sorted(self.analysis.lineage_names(of.cls)):
                    kind = known.sources.get(f"{cls}.{name}")
                    if kind:
                        return kind
        return ""

    def _type_or_given(self, body: Body, receiver: ast.expr, name: str) -> Type:
        """The type of what is asked for an attribute.

        Of a parameter that says nothing, and is asked for its file name, it is what callers give.
        """
        of = body.types.of(receiver)
        if of is not UNKNOWN or name != FILE_NAME or not isinstance(receiver, ast.Name):
            return of
        if all(each.arg != receiver.id or each.annotation is not None for each in arguments_of(body.node)):
            return of
        return self.analysis.interpreter.parameter_given(body.definition, receiver.id)

    def _is_harmless(self, body: Body, node: ast.expr) -> bool:
        """Whether a value cannot be a text of the client's choice, whatever it is made from."""
        options = alternatives(body.types.of(node))
        return bool(options) and all(
            (isinstance(each, Constant) and not isinstance(each.value, str))
            or (
                isinstance(each, Instance)
                and not self.analysis.lineage_names(each.cls).isdisjoint(HARMLESS_TYPES)
            )
            for each in options
        )

    # Calls

    def _called(
        self, flow: Called, frame: Frame, path: tuple[Step, ...], manner: Manner, checks: frozenset[Key]
    ) -> Iterator[Origin]:
        body, node = flow.body, flow.node
        if isinstance(node.func, ast.Attribute):
            kind = self._source_kind(body, node.func.value, node.func.attr)
            if kind:
                yield self._origin(kind, flow, path, frame, manner)
                return
        if self._is_harmless(body, node):
            return
        reached = self.callees.reached(flow)
        of = self.callees.type_of(flow)
        if reached and not isinstance(of, ClassObject):
            for each in reached:
                bound = each.bind(flow)
                yield from self.results(each.definition, bound, frame, path, frame, manner)
            return
        if isinstance(of, ClassObject):
            yield from self._constructed(of.definition, flow, frame, path, manner, checks)
            return
        yield from self.library_call(flow, frame, path, manner, checks)

    def results(
        self,
        definition: FunctionDefinition,
        bound: dict[str, Flow],
        caller: Frame | None,
        path: tuple[Step, ...],
        frame: Frame,
        manner: Manner,
    ) -> Iterator[Origin]:
        """What a function of the project returns or yields."""
        if frame.depth >= self.deepest:
            return
        body = self.analysis.body_of(definition)
        if body is None:
            return
        is_provider = caller is None
        run = Frame(body, None if is_provider else bound, caller, frame.depth + 1, is_provider)
        for each in body.returns:
            yield from self.origins(each, run, path, manner, frozenset())
        for each in body.yields:
            inner = path[1:] if path[:1] == (None,) else path
            yield from self.origins(each, run, inner, manner, frozenset())

    def _constructed(
        self,
        cls: ClassDefinition,
        flow: Called,
        frame: Frame,
        path: tuple[Step, ...],
        manner: Manner,
        checks: frozenset[Key],
    ) -> Iterator[Origin]:
        """An attribute of an object that is made here: what its constructor or its fields were given."""
        if not path or not isinstance(path[0], str):
            return
        name = path[0]
        hierarchy = self.analysis.interpreter.hierarchy
        method = hierarchy.method(cls, "__init__")
        if method is not None:
            body = self.analysis.body_of(method)
            for each in self.callees.reached(flow) if body is not None else ():
                if body is not None:
                    run = Frame(body, each.bind(flow), frame, frame.depth + 1)
                    yield from self.origins(self.stored(body, name), run, path[1:], manner, frozenset())
            return
        fields = [
            field
            for each in reversed(hierarchy.lineage(cls))
            if not isinstance(each, str)
            for field, bindings in each.values.items()
            if bindings[0].annotation is not None
        ]
        if name in fields:
            given = flow.argument(name, fields.index(name))
            if given is None and flow.rest is not CLEAN:
                given = Member(flow.rest, name, flow.body)
            if given is not None and self.client.class_holds_text(cls, path):
                yield from self.origins(given, frame, path[1:], manner, checks)
