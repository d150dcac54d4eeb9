"""Where an application sets up cross-origin sharing, with the values that its options may have."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.mapping import keywords_of
from flake8_fastapi.model.configuration.names import local_names
from flake8_fastapi.model.configuration.places import place_of
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.configuration.values import UNKNOWN_VALUES, Values
from flake8_fastapi.model.framework_names import CORS_MIDDLEWARE, MIDDLEWARE_ENTRIES
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module


POSITIONS = ("allow_origins", "allow_methods", "allow_headers", "allow_credentials", "allow_origin_regex")
"""The order of the options that may be given by position, after the application."""


@dataclass(frozen=True)
class CorsPolicy(Located):
    """One set-up of ``CORSMiddleware``.

    ``place_of_option`` tells where in this file an option stands, or the call itself where it comes
    from elsewhere. ``is_wildcard_checked`` tells that code around it compares with ``"*"``.
    """

    PLACE = "call"

    call: ast.Call
    options: dict[str, Values]
    places: dict[str, ast.expr]
    is_wildcard_checked: bool

    def option(self, name: str) -> Values:
        """The values that an option may have."""
        return self.options.get(name, UNKNOWN_VALUES)

    def place_of(self, name: str) -> ast.expr:
        """The expression to report for an option."""
        return self.places.get(name, self.call)

    @property
    def allows_credentials(self) -> bool:
        """Whether credentials are allowed, as far as can be told."""
        return self.option("allow_credentials").is_surely_true


def cors_policies(module: Module) -> Iterator[CorsPolicy]:
    """The set-ups of ``CORSMiddleware`` in a file, outside of tests."""
    if is_test_file(module.display_path):
        return
    names = local_names(module, "CORSMiddleware")
    resolver = ConfiguredValues(module.project)
    for node in module.index.of_kind(ast.Call):
        if _mentions(node, names) and _sets_up(module, node):
            yield _policy(module, resolver, node)


def _mentions(node: ast.Call, names: frozenset[str]) -> bool:
    """Whether a call could be or be given the middleware, by its name alone."""
    given = [each.value for each in node.keywords if each.arg in ("cls", "middleware_class")]
    return any(last_name(each) in names for each in (node.func, *node.args[:1], *given))


def _sets_up(module: Module, node: ast.Call) -> bool:
    observation = module.observation
    function = node.func
    if isinstance(function, ast.Attribute) and function.attr == "add_middleware":
        given = node.args[:1] or [each.value for each in node.keywords if each.arg == "middleware_class"]
        return bool(given) and observation.refers_to(given[0]) in CORS_MIDDLEWARE
    if not node.args and not node.keywords:
        return False
    if isinstance(function, (ast.Name, ast.Attribute)):
        name = observation.refers_to(function)
        if name in CORS_MIDDLEWARE:
            return True
        if name in MIDDLEWARE_ENTRIES:
            given = node.args[:1] or [each.value for each in node.keywords if each.arg == "cls"]
            return bool(given) and observation.refers_to(given[0]) in CORS_MIDDLEWARE
    return False


def _policy(module: Module, resolver: ConfiguredValues, node: ast.Call) -> CorsPolicy:
    place = place_of(module, node)
    options: dict[str, Values] = {}
    places: dict[str, ast.expr] = {}
    entries = keywords_of(resolver, node, place)
    given = dict(entries.found)
    for name, value in zip(POSITIONS, node.args[1:], strict=False):
        given[name] = (value, place)
    own = {id(each.value) for each in node.keywords} | {id(each) for each in node.args}
    for name, (value, where) in given.items():
        options[name] = resolver.of(value, where)
        if id(value) in own:
            places[name] = value
    return CorsPolicy(node, options, places, _compares_with_wildcard(module, node))


def _compares_with_wildcard(module: Module, node: ast.AST) -> bool:
    """Whether the function around (or the top level) asks whether an origin is ``"*"``."""
    function = module.index.function_around(node)
    for each in module.index.of_kind(ast.Compare):
        sides = (each.left, *each.comparators)
        if any(_is_wildcard(side) for side in sides) and not _lets_in(module.index.parent(each)):
            around = module.index.function_around(each)
            if around is function or function is None:
                return True
    return False


def _lets_in(test: ast.AST | None) -> bool:
    """Whether all that follows from a comparison is that the wildcard is taken for the origins."""
    if isinstance(test, ast.IfExp):
        return _is_wildcard(test.body) or _is_wildcard(test.orelse)
    return isinstance(test, ast.If) and any(
        len(block) == 1 and isinstance(block[0], ast.Assign) and _is_wildcard(block[0].value)
        for block in (test.body, test.orelse)
    )


def _is_wildcard(node: ast.expr) -> bool:
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)) and len(node.elts) == 1:
        return _is_wildcard(node.elts[0])
    return isinstance(node, ast.Constant) and node.value == "*"
