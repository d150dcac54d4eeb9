"""Calls of the libraries that sign and read JSON Web Tokens, told apart by what is imported."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.tokens import token_table
from flake8_fastapi.model.configuration.mapping import Entries, entries_of, keywords_of
from flake8_fastapi.model.configuration.places import place_of
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.knowledge.tokens import TokenFunction
    from flake8_fastapi.model.configuration.places import Place
    from flake8_fastapi.model.module import Module

FUNCTIONS = token_table().functions
METHODS = frozenset(name.rpartition(".")[2] for name in FUNCTIONS)


@dataclass(frozen=True)
class TokenCall(Located):
    """A call that signs, verifies or looks into a token, in the file being checked."""

    PLACE = "call"

    call: ast.Call
    api: TokenFunction
    place: Place
    keywords: Entries
    options: Entries | None
    """The ``options`` of PyJWT and python-jose; None where none are given."""

    def _argument(self, name: str, position: int | None) -> ast.expr | None:
        if name in self.keywords.found:
            return self.keywords.found[name][0]
        return argument(self.call, name, position)

    @property
    def token(self) -> ast.expr | None:
        """The token, or for ``encode`` the claims; None where it is not given."""
        names = ("jwt", "token", "s", "value") if self.api.kind != "encode" else ("payload", "claims")
        for name in names:
            found = self._argument(name, self.api.token)
            if found is not None:
                return found
        return None

    @property
    def key(self) -> ast.expr | None:
        """The key that signs or verifies; None where it is not given."""
        return self._argument("key", self.api.key)

    @property
    def algorithms(self) -> ast.expr | None:
        """The algorithms that are accepted, or for ``encode`` the one that signs.

        None where they are not given.
        """
        name = "algorithms" if self.api.kind == "decode" else "algorithm"
        return self._argument(name, self.api.algorithms)

    @property
    def has_unknown_arguments(self) -> bool:
        """Whether arguments are unpacked that cannot be told."""
        return has_unpacking(self.call) and not self.keywords.is_complete

    def option(self, name: str) -> tuple[ast.expr, Place] | None:
        """What stands under a key of the options; None for nothing."""
        return self.options.found.get(name) if self.options is not None else None

    def verification(self, resolver: ConfiguredValues) -> bool | None:
        """Whether the signature is verified; None where that cannot be told."""
        if self.api.kind != "decode":
            return False
        if self.api.library == "python-jose":
            verify = self.keywords.found.get("verify")
            if verify is not None:
                return _truth(resolver, *verify)
        given = self.option("verify_signature")
        if given is not None:
            return _truth(resolver, *given)
        if self.options is not None and not self.options.is_complete:
            return None
        return True if not self.has_unknown_arguments else None


def _truth(resolver: ConfiguredValues, node: ast.expr, place: Place) -> bool | None:
    only = resolver.of(node, place).only
    return bool(only.content) if only is not None and only.origin == "code" else None


def token_calls(module: Module) -> Iterator[TokenCall]:
    """The calls of token libraries in a file, outside of tests."""
    if is_test_file(module.display_path):
        return
    resolver = ConfiguredValues(module.project)
    names = _names_of(module)
    for node in module.index.of_kind(ast.Call):
        function = node.func
        last = last_name(function)
        if last not in names:
            continue
        api = FUNCTIONS.get(module.observation.called(node))
        if api is not None:
            yield _read(module, resolver, node, api)


def _names_of(module: Module) -> frozenset[str]:
    found = set(METHODS)
    for statement in module.index.of_kind(ast.ImportFrom):
        found.update(each.asname for each in statement.names if each.name in METHODS and each.asname)
    return frozenset(found)


def _read(module: Module, resolver: ConfiguredValues, node: ast.Call, api: TokenFunction) -> TokenCall:
    place = place_of(module, node)
    keywords = keywords_of(resolver, node, place)
    options = None
    given = keywords.found.get("options")
    if given is None and api.options is not None and len(node.args) > api.options:
        given = (node.args[api.options], place)
    if given is not None:
        options = entries_of(resolver, *given)
    return TokenCall(node, api, place, keywords, options)
