"""What the caller of a function gives for certain, so that branches on it are no choice of a client."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.taint.client import parameter_of
from flake8_fastapi.model.taint.flows import CLEAN, Either, Filled, Flow, Group, Member, Parameter, unguarded
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flake8_fastapi.model.taint.body import Body


def is_decided_by_caller(body: Body, bound: Mapping[str, Flow]) -> bool:
    """Whether a branch or loop of a function depends on what its caller gives for certain."""
    definition = body.definition
    receiver = receiver_name(definition) if definition.owner is not None else None
    arguments = body.node.args
    rest = [each.arg for each in (arguments.vararg, arguments.kwarg) if each is not None]
    names = {each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    caller = _Caller(body, frozenset({*names, *rest} - {receiver}), bound)
    return any(map(caller.decides, body.decisive_tests))


class _Caller:
    """What the caller of a function gives for its parameters."""

    def __init__(self, body: Body, parameters: frozenset[str], bound: Mapping[str, Flow]) -> None:
        self.body = body
        self.parameters = parameters
        self.bound = bound

    def decides(self, test: ast.expr) -> bool:
        """Whether a test has one outcome for certain."""
        if isinstance(test, ast.BoolOp):
            parts = [each for each in test.values if self._named(each)]
            outcomes = [self.decides(each) for each in parts]
            return any(outcomes) if isinstance(test.op, ast.Or) else bool(outcomes) and all(outcomes)
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return self._leaves_off(test.operand) or self.decides(test.operand)
        return any(map(self._gives, self._named(test)))

    def _named(self, test: ast.expr) -> set[str]:
        """The parameters that a test names."""
        return {each.id for each in walk(test) if isinstance(each, ast.Name) and each.id in self.parameters}

    def _gives(self, name: str) -> bool:
        argument, default = parameter_of(self.body, name)
        if name not in self.bound:
            return _stands_for_something(default)
        if argument is not None and _is_switch(argument, default) and self.bound[name] is not CLEAN:
            return False  # what is computed may be either
        return is_given(self.bound[name])

    def _leaves_off(self, test: ast.expr) -> bool:
        """Whether it is a switch that the caller leaves as it is, off (``if not include_deleted:``)."""
        if not isinstance(test, ast.Name) or test.id not in self.parameters or test.id in self.bound:
            return False
        _, default = parameter_of(self.body, test.id)
        return isinstance(default, ast.Constant) and default.value is False


def _is_switch(argument: ast.arg, default: ast.expr | None) -> bool:
    """Whether a parameter is true or false."""
    annotation = argument.annotation
    if isinstance(annotation, ast.Name) and annotation.id == "bool":
        return True
    return isinstance(default, ast.Constant) and isinstance(default.value, bool)


def is_given(flow: Flow) -> bool:
    """Whether a value is there whatever a client sends, as far as can be seen."""
    if isinstance(flow, Filled):
        return True
    plain = unguarded(flow)
    if isinstance(plain, Either):
        return all(is_given(each) for each in plain.options)
    if isinstance(plain, Group):
        return bool(plain.members)
    if isinstance(plain, Parameter):
        argument, default = parameter_of(plain.body, plain.name)
        return argument is not None and (default is None or _stands_for_something(default))
    if isinstance(plain, Member) and plain.node is not None:
        return NONE not in alternatives(plain.body.types.of(plain.node))
    return True


def _stands_for_something(default: ast.expr | None) -> bool:
    """Whether a parameter's default is more than an empty value."""
    if isinstance(default, ast.Call):
        values = [*default.args[:1], *(each.value for each in default.keywords if each.arg == "default")]
        return all(_stands_for_something(each) for each in values)
    return default is not None and not (isinstance(default, ast.Constant) and not default.value)
