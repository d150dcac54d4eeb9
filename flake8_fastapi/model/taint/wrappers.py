"""Functions and objects of a project that hand the SQL that they are given on to a driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.taint.flows import Called, Either, Flow, Member, Parameter, keys_within, unguarded
from flake8_fastapi.model.taint.sinks import argument_of

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.queries import Queries
    from flake8_fastapi.model.types import Type

DEEPEST_WRAPPER = 3
"""Functions that only hand SQL on to a driver, one behind the other."""


class Wrappers:
    """Functions of the project that hand SQL on to a driver as they are given it."""

    def __init__(self, sinks: Queries) -> None:
        self.sinks = sinks

    def runs(self, called: Called, name: str | None, place: int | None, depth: int) -> bool:
        """Whether an argument of a call arrives in a driver as it is."""
        if depth > DEEPEST_WRAPPER:
            return False
        value = called.argument(name or "", place)
        for reached in self.sinks.trace.callees.reached(called):
            for parameter, flow in reached.bind(called).items():
                if flow is value and self._hands_on(reached.definition, parameter, depth):
                    return True
        return False

    def _hands_on(self, definition: FunctionDefinition, parameter: str, depth: int) -> bool:
        if parameter not in self.sinks.module.project.bodies.text_of(definition):
            return False
        body = self.sinks.analysis.body_of(definition)
        for each in body.all_bodies if body is not None else ():
            for called in each.calls.values():
                if self._is_given(called, parameter, body, depth):
                    return True
        return body is not None and self._hands_on_later(body, parameter, depth)

    def _hands_on_later(self, body: Body, parameter: str, depth: int) -> bool:
        """Whether a constructor keeps the parameter, and a method of the object hands it on."""
        owner = body.definition.owner
        if owner is None or body.definition.name != "__init__":
            return False
        for path, flow in body.attributes.items():
            holder, _, attribute = path.rpartition(".")
            if holder == receiver_name(body.definition) and self._is_parameter(flow, parameter, body):
                for methods in owner.methods.values():
                    for method in methods:
                        kept = f"{receiver_name(method)}.{attribute}"
                        if method is not body.definition and self._hands_on(method, kept, depth + 1):
                            return True
        return False

    def _type_of(self, called: Called) -> Type:
        return self.sinks.trace.callees.type_of(called)

    def _is_given(self, called: Called, parameter: str, body: Body | None, depth: int) -> bool:
        tables_ = self.sinks.tables
        if called.name in tables_.words["sql"] | tables_.unmistakable:
            for row in self.sinks.rows(called):
                value = argument_of(row, called)
                if value is not None and self._is_parameter(value, parameter, body):
                    return True
        if called.name in tables_.unmistakable and self.sinks.is_foreign(self._type_of(called)):
            # The text that is handed over is SQL beyond doubt: that was asked first.
            value = called.argument("query", 0)
            if value is not None and self._is_parameter(value, parameter, body):
                return True
        for place, value in enumerate(called.positional):
            if self._is_parameter(value, parameter, body) and self.runs(called, None, place, depth + 1):
                return True
        for name, value in called.keywords:
            if self._is_parameter(value, parameter, body) and self.runs(called, name, None, depth + 1):
                return True
        return False

    def _is_parameter(self, flow: Flow, name: str, body: Body | None, depth: int = 0) -> bool:
        """Whether a value is a parameter as it was given, or one of several values that may stand there.

        ``name`` may also be that of an attribute of one (``self.statement``).
        """
        plain = unguarded(flow)
        if isinstance(plain, Parameter):
            return plain.name == name and plain.body is body
        if isinstance(plain, Member):
            holder = unguarded(plain.value)
            return (
                isinstance(holder, Parameter) and holder.body is body and f"{holder.name}.{plain.key}" == name
            )
        if isinstance(plain, Either):
            return any(self._is_parameter(each, name, body, depth) for each in plain.options)
        if not isinstance(plain, Called):
            return False
        if plain.name in ("text", "str", "strip", "dedent", "cast"):
            given = plain.positional[-1:] or (plain.receiver,)
            return any(self._is_parameter(each, name, body, depth) for each in given)
        return depth < DEEPEST_WRAPPER and self._comes_back(plain, name, body, depth + 1)

    def _comes_back(self, called: Called, name: str, body: Body | None, depth: int) -> bool:
        """Whether a function of the project gives back the parameter that it is given, changed or not."""
        for reached in self.sinks.trace.callees.reached(called):
            inner = self.sinks.analysis.body_of(reached.definition)
            for parameter, flow in reached.bind(called).items() if inner is not None else ():
                if self._is_parameter(flow, name, body, depth) and inner is not None:
                    if any((inner, parameter) in keys_within(each) for each in inner.returns):
                        return True
        return False
