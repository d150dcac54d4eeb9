"""What the parts of a statement mean for the rows that it gives: its model, its conditions, its limit."""

from __future__ import annotations

import ast
from types import MappingProxyType
from typing import TYPE_CHECKING

from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.taint.client import parameter_of
from flake8_fastapi.model.taint.flows import (
    CLEAN,
    Called,
    Either,
    Flow,
    Group,
    Parameter,
    key_of,
    unguarded,
)
from flake8_fastapi.model.taint.given import is_decided_by_caller
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import NONE, UNKNOWN, ClassObject

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING_GIVEN: Mapping[str, Flow] = MappingProxyType({})
"""For a function of which no caller is looked at."""


def has_no_condition(called: Called, bound: Mapping[str, Flow]) -> bool:
    """Whether conditions are handed on (``filter_by(**conditions)``) of which the caller gives none."""
    rest = unguarded(called.rest)
    if (
        called.positional
        or called.keywords
        or not isinstance(rest, Parameter)
        or rest.body is not called.body
    ):
        return False
    given = unguarded(bound[rest.name]) if rest.name in bound else CLEAN
    options = [unguarded(each) for each in given.options] if isinstance(given, Either) else [given]
    return all(isinstance(each, Group) and not each.members for each in options)


def is_nothing(flow: Flow, called: Called, bound: Mapping[str, Flow]) -> bool:
    """Whether a condition is an empty dictionary, or a parameter that the caller does not give."""
    plain = unguarded(flow)
    if isinstance(plain, Either):
        options = [unguarded(each) for each in plain.options]
        if all(isinstance(each, Group) and each.is_dictionary for each in options):
            if bound is not NOTHING_GIVEN and is_decided_by_caller(called.body, bound):
                return False
            return any(is_nothing(each, called, bound) for each in options)  # branches may put conditions in
        return all(is_nothing(each, called, bound) for each in options)
    if isinstance(plain, Parameter) and plain.body is called.body and bound is not NOTHING_GIVEN:
        if plain.name in bound:
            return is_nothing(bound[plain.name], called, NOTHING_GIVEN)
        _, default = parameter_of(called.body, plain.name)
        return isinstance(default, ast.Constant) and default.value is None
    return isinstance(plain, Group) and plain.is_dictionary and not plain.members


def model_name(called: Called, node: ast.expr, bound: Mapping[str, Flow]) -> str:
    """The one class that an expression is, or what stands for a model that somebody else tells.

    That is ``cls``, ``cls.model`` or ``self.model``, and a parameter that the caller gives.
    """
    while isinstance(node, ast.Attribute) and node.attr in ("columns", "c", "__table__"):
        node = node.value
    definition = called.body.definition
    receiver = receiver_name(definition) if definition.owner is not None else None
    path = path_of(node) or ""
    options = alternatives(called.body.types.of(node))
    models = {each.definition.name for each in options if isinstance(each, ClassObject)}
    if len(models) == len(options) == 1 and path != receiver:
        return models.pop()
    if not all(isinstance(each, ClassObject) or each in (UNKNOWN, NONE) for each in options):
        return ""
    is_told = path in bound or path.partition(".")[0] == receiver
    return path if is_told and path else ""


def cursor_of(called: Called) -> object:
    """What stands for the object that a call's method is of: its origin, or the name of a global."""
    function = called.node.func
    origin = key_of(called.receiver)
    if origin is None and isinstance(function, ast.Attribute):
        return path_of(function.value)
    return origin


def only_argument(called: Called) -> Flow | None:
    """The statement that a call is given, with nothing to fill in."""
    if len(called.positional) == 1 and not called.keywords:
        return called.positional[0]
    if not called.positional and len(called.keywords) == 1:
        return called.keywords[0][1]
    return None


def is_limit(called: Called) -> bool:
    """Whether a call says how many rows it takes at most."""
    given = [*called.node.args, *(each.value for each in called.node.keywords)]
    return called.name == "to_list" and any(
        not (isinstance(each, ast.Constant) and each.value is None) for each in given
    )


def shown_name(node: ast.expr) -> str:
    """What a collection is called where it is used."""
    if isinstance(node, ast.Subscript):
        if isinstance(node.slice, ast.Constant):
            return str(node.slice.value)
        return last_name(node.slice) or shown_name(node.value)
    if isinstance(node, ast.Call):
        return last_name(node.func)  # `get_collection().find()`
    return shown_name(node.value) if isinstance(node, ast.Await) else last_name(node)
