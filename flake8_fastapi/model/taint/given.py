"""What the caller of a function gives for certain, so that branches on it are no choice of a client."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.taint.client import parameter_of
from flake8_fastapi.model.taint.flows import Either, Flow, Group, Member, Parameter, unguarded
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
    for name in ({*names, *rest} - {receiver}) & body.decisive_names:
        if is_given(bound[name]) if name in bound else _stands_for_something(parameter_of(body, name)[1]):
            return True
    return False


def is_given(flow: Flow) -> bool:
    """Whether a value is there whatever a client sends, as far as can be seen."""
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
