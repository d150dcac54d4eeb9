"""The values of composed expressions: containers, texts, choices, and calls of known functions."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.configuration.mapping import entries_of
from flake8_fastapi.model.configuration.values import UNKNOWN_VALUES, Members, Value, Values, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flake8_fastapi.model.configuration.places import Place
    from flake8_fastapi.model.configuration.resolver import ConfiguredValues
    from flake8_fastapi.model.module import Module

ENVIRONMENT = role("reads-environment").values
"""Functions that read the environment, with the position of the value that stands in for it."""

SAME = role("gives-argument").names
"""Functions whose result is their last positional argument in another form."""

CONTAINERS = role("gives-members").names

QUOTING = frozenset({"urllib.parse.quote_plus", "urllib.parse.quote"})

TEXT_METHODS = frozenset({"strip", "lstrip", "rstrip", "lower", "upper", "removesuffix", "removeprefix"})
UNCHANGED = frozenset({"get_secret_value", "encode", "decode", "copy", "unicode_string"})


def members(values: Values) -> Values:
    """What is in the containers that an expression may be."""
    return joined(
        each.content.values if isinstance(each.content, Members) else UNKNOWN_VALUES
        for each in values.options
    )


def grown(whole: Values, added: Sequence[Values], module: Module) -> Values:
    """The containers that an expression may be, with what is put into them later."""
    options = []
    for each in whole.options:
        if isinstance(each.content, Members):
            each = replace(each, content=Members(joined([each.content.values, *added])))
        options.append(each)
    return Values(tuple(options), whole.is_complete)


def _container(resolver: ConfiguredValues, node: ast.List | ast.Tuple | ast.Set, place: Place) -> Values:
    parts = [
        members(resolver.of(each.value, place)) if isinstance(each, ast.Starred) else resolver.of(each, place)
        for each in node.elts
    ]
    return _containing(joined(parts) if parts else Values((), True), node, place)


def _containing(inside: Values, node: ast.expr, place: Place) -> Values:
    return Values((Value(Members(inside), node, place.module),), True)


def _comprehension(
    resolver: ConfiguredValues, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, place: Place
) -> Values:
    generator = node.generators[0]
    if len(node.generators) > 1 or not isinstance(generator.target, ast.Name):
        return UNKNOWN_VALUES
    sources = resolver.of(generator.iter, place)
    found = []
    for each in sources.options:
        if isinstance(each.content, Members):
            bound = {**place.bound, generator.target.id: each.content.values}
            inside = resolver.of(node.elt, replace(place, bound=bound))
            found.append(replace(each, content=Members(inside), node=node, module=place.module))
    return Values(tuple(found), sources.is_complete)


def _choice(resolver: ConfiguredValues, node: ast.IfExp, place: Place) -> Values:
    test = resolver.of(node.test, place).only
    if test is not None and test.origin == "code" and not isinstance(test.content, Members):
        return resolver.of(node.body if test.content else node.orelse, place)
    return joined([resolver.of(node.body, place), resolver.of(node.orelse, place)])


def _boolean(resolver: ConfiguredValues, node: ast.BoolOp, place: Place) -> Values:
    found = [resolver.of(each, place) for each in node.values]
    if isinstance(node.op, ast.And):
        return found[-1] if all(each.is_surely_true for each in found[:-1]) else UNKNOWN_VALUES
    kept = []
    is_replaced = False
    for each in found:
        options = each.options if each is found[-1] else tuple(o for o in each.options if o.content)
        values = Values(options, each.is_complete)
        kept.append(values.from_origin("environment") if is_replaced else values)
        is_replaced = is_replaced or not each.is_complete
    return joined(kept)


def _negated(resolver: ConfiguredValues, node: ast.UnaryOp, place: Place) -> Values:
    if not isinstance(node.op, ast.Not):
        return UNKNOWN_VALUES
    inner = resolver.of(node.operand, place)
    if any(isinstance(each.content, Members) for each in inner.options):
        return UNKNOWN_VALUES
    options = tuple(replace(each, content=not each.content, node=node) for each in inner.options)
    return Values(options, inner.is_complete)


def _sum(resolver: ConfiguredValues, node: ast.BinOp, place: Place) -> Values:
    if not isinstance(node.op, (ast.Add, ast.BitOr)):
        return UNKNOWN_VALUES
    left, right = resolver.of(node.left, place), resolver.of(node.right, place)
    if any(isinstance(each.content, Members) for each in (*left.options, *right.options)):
        return _containing(joined([members(left), members(right)]), node, place)
    one, other = _single(left), _single(right)
    if one is None or other is None or not isinstance(node.op, ast.Add):
        return UNKNOWN_VALUES
    if isinstance(one.content, str) and isinstance(other.content, str):
        origin = one.origin if one.origin != "code" else other.origin
        value = Value(one.content + other.content, node, place.module, origin)
        return Values((value,), left.is_complete and right.is_complete)
    return UNKNOWN_VALUES


def _single(values: Values) -> Value | None:
    return values.options[0] if len(values.options) == 1 else None


def _text(resolver: ConfiguredValues, node: ast.JoinedStr, place: Place) -> Values:
    text, is_complete, origin = "", True, "code"
    for part in node.values:
        inner = part.value if isinstance(part, ast.FormattedValue) else part
        values = resolver.of(inner, place)
        only = _single(values)
        if only is None or isinstance(only.content, (Members, bytes)):
            return UNKNOWN_VALUES
        text += str(only.content)
        is_complete = is_complete and values.is_complete
        origin = only.origin if only.origin != "code" else origin
    return Values((Value(text, node, place.module, origin),), is_complete)  # type: ignore[arg-type]


def _comparison(resolver: ConfiguredValues, node: ast.Compare, place: Place) -> Values:
    if len(node.ops) != 1:
        return UNKNOWN_VALUES
    left, right = resolver.of(node.left, place), resolver.of(node.comparators[0], place)
    one, other = _single(left), _single(right)
    if one is None or other is None or isinstance(one.content, Members):
        return UNKNOWN_VALUES
    operator = node.ops[0]
    if isinstance(operator, (ast.In, ast.NotIn)):
        if not isinstance(other.content, Members) or not other.content.values.is_complete:
            return UNKNOWN_VALUES
        result = any(each.content == one.content for each in other.content.values.options)
    elif isinstance(operator, (ast.Eq, ast.NotEq)) and not isinstance(other.content, Members):
        result = one.content == other.content
    else:
        return UNKNOWN_VALUES
    if isinstance(operator, (ast.NotIn, ast.NotEq)):
        result = not result
    origin = one.origin if one.origin != "code" else other.origin
    return Values((Value(result, node, place.module, origin),), left.is_complete and right.is_complete)


def _subscript(resolver: ConfiguredValues, node: ast.Subscript, place: Place) -> Values:
    key = node.slice.value if isinstance(node.slice, ast.Constant) else None
    found = entries_of(resolver, node.value, place).found.get(key) if isinstance(key, str) else None
    return resolver.of(*found) if found is not None else UNKNOWN_VALUES


def _taken(resolver: ConfiguredValues, node: ast.Call, mapping: ast.expr, place: Place) -> Values:
    """``mapping.get("key", default)``: what a written dictionary holds, else what stands in for it."""
    key = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
    entries = entries_of(resolver, mapping, place)
    if isinstance(key, str) and key in entries.found:
        return resolver.of(*entries.found[key])
    if len(node.args) != 2:
        return UNKNOWN_VALUES
    default = resolver.of(node.args[1], place)
    return default if entries.is_complete else Values(default.options).from_origin("settings")


def _named(resolver: ConfiguredValues, node: ast.NamedExpr, place: Place) -> Values:
    return resolver.of(node.value, place)


def call(resolver: ConfiguredValues, node: ast.Call, place: Place) -> Values:
    """What a call may give."""
    if isinstance(node.func, ast.Attribute):
        found = _method(resolver, node, node.func, place)
        if found is not None:
            return found
    name = resolver.name_called(node.func, place)
    if name in ENVIRONMENT:
        return _from_environment(resolver, node, ENVIRONMENT[name], place)
    if isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args and not node.keywords:
        return _taken(resolver, node, node.func.value, place)
    if name == "builtins.getattr" and len(node.args) == 3:
        default = resolver.of(node.args[2], place)
        return Values(default.options).from_origin("settings")
    if name in SAME and node.args:
        return resolver.of(node.args[-1] if name.endswith(".cast") else node.args[0], place)
    if name in CONTAINERS and len(node.args) == 1:
        return _converted(resolver.of(node.args[0], place), node, place)
    if name == "builtins.bool" and len(node.args) == 1:
        inner = resolver.of(node.args[0], place)
        options = tuple(replace(each, content=bool(each.content)) for each in inner.options)
        return Values(options, inner.is_complete)
    if name == "json.loads" and node.args:
        return _decoded(resolver.of(node.args[0], place))
    if name in QUOTING and len(node.args) == 1:
        return _quoted(resolver.of(node.args[0], place))
    return resolver.called(node, place)


def _from_environment(resolver: ConfiguredValues, node: ast.Call, position: int, place: Place) -> Values:
    default = next((each.value for each in node.keywords if each.arg == "default"), None)
    if default is None and len(node.args) > position:
        default = node.args[position]
    if default is None:
        return UNKNOWN_VALUES
    found = resolver.of(default, place)
    return Values(found.options).from_origin("environment")


def _method(
    resolver: ConfiguredValues, node: ast.Call, function: ast.Attribute, place: Place
) -> Values | None:
    """Methods of texts and secrets; None for others."""
    name = function.attr
    if name in UNCHANGED:
        return resolver.of(function.value, place)
    if name in TEXT_METHODS or name == "split":
        inner = resolver.of(function.value, place)
        argument = resolver.of(node.args[0], place).only if node.args else None
        if node.args and (argument is None or not isinstance(argument.content, str)):
            return UNKNOWN_VALUES
        separator = argument.content if argument is not None else None
        options = [_changed(each, name, separator) for each in inner.options if isinstance(each.content, str)]
        return Values(tuple(options), inner.is_complete)
    if name == "join" and len(node.args) == 1:
        return _joined_text(resolver, node, function, place)
    return None


def _joined_text(
    resolver: ConfiguredValues, node: ast.Call, function: ast.Attribute, place: Place
) -> Values | None:
    """``"|".join(parts)``, where all parts are known."""
    separator = resolver.of(function.value, place).only
    parts = _single(resolver.of(node.args[0], place))
    if separator is None or not isinstance(separator.content, str) or parts is None:
        return None
    if not isinstance(parts.content, Members) or not parts.content.values.is_complete:
        return None
    texts = [each.content for each in parts.content.values.options if isinstance(each.content, str)]
    value = Value(separator.content.join(texts), node, place.module, parts.origin)
    return Values((value,), True)


def _changed(value: Value, method: str, argument: object) -> Value:
    text = value.content
    assert isinstance(text, str)
    if method != "split":
        return replace(value, content=getattr(text, method)(*([argument] if argument is not None else [])))
    parts = text.split(str(argument) if argument else None)
    inside = Values(tuple(replace(value, content=part) for part in parts), True)
    return replace(value, content=Members(inside))


def _converted(values: Values, node: ast.expr, place: Place) -> Values:
    options = []
    for each in values.options:
        if isinstance(each.content, str):
            parts = each.content.split(",")
            inside = Values(tuple(replace(each, content=part.strip()) for part in parts), True)
            each = replace(each, content=Members(inside))
        options.append(each)
    return Values(tuple(options), values.is_complete)


def _decoded(values: Values) -> Values:
    """What JSON texts stand for, lists of texts included."""
    options = []
    for each in values.options:
        try:
            content = json.loads(each.content) if isinstance(each.content, str) else None
        except ValueError:
            continue
        if isinstance(content, list):
            inside = tuple(replace(each, content=part) for part in content if isinstance(part, str))
            options.append(replace(each, content=Members(Values(inside, True))))
        elif isinstance(content, (str, bool, int)):
            options.append(replace(each, content=content))
    return Values(tuple(options), values.is_complete)


def _quoted(values: Values) -> Values:
    """Texts as they stand in an address."""
    texts = [each for each in values.options if isinstance(each.content, str)]
    options = tuple(replace(each, content=quote_plus(str(each.content))) for each in texts)
    return Values(options, values.is_complete)


METHODS: dict[type[ast.expr], Callable[..., Values]] = {
    ast.List: _container,
    ast.Tuple: _container,
    ast.Set: _container,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.IfExp: _choice,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _negated,
    ast.BinOp: _sum,
    ast.JoinedStr: _text,
    ast.Compare: _comparison,
    ast.Subscript: _subscript,
    ast.NamedExpr: _named,
}
