"""Calls of the libraries that sign and read JSON Web Tokens, told apart by what is imported."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from flake8_fastapi.model.configuration.mapping import Entries, entries_of, keywords_of
from flake8_fastapi.model.configuration.places import place_of
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.survey import is_test_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.configuration.places import Place
    from flake8_fastapi.model.module import Module

Kind = Literal["encode", "decode", "unverified claims", "unverified header"]


@dataclass(frozen=True, slots=True)
class Api:
    """One function of a token library, with the positions of the arguments that matter."""

    library: str
    kind: Kind
    token: int = 0
    key: int = 1
    algorithms: int | None = None
    options: int | None = None


APIS: dict[str, Api] = {
    "jwt.decode": Api("PyJWT", "decode", 0, 1, 2, 3),
    "jwt.decode_complete": Api("PyJWT", "decode", 0, 1, 2, 3),
    "jwt.PyJWT.decode": Api("PyJWT", "decode", 0, 1, 2, 3),
    "jwt.encode": Api("PyJWT", "encode", 0, 1, 2),
    "jwt.PyJWT.encode": Api("PyJWT", "encode", 0, 1, 2),
    "jwt.get_unverified_header": Api("PyJWT", "unverified header"),
    "jose.jwt.decode": Api("python-jose", "decode", 0, 1, 2, 3),
    "jose.jwt.encode": Api("python-jose", "encode", 0, 1, 2),
    "jose.jwt.get_unverified_claims": Api("python-jose", "unverified claims"),
    "jose.jws.get_unverified_claims": Api("python-jose", "unverified claims"),
    "jose.jwt.get_unverified_header": Api("python-jose", "unverified header"),
    "jose.jwt.get_unverified_headers": Api("python-jose", "unverified header"),
    "jose.jws.get_unverified_header": Api("python-jose", "unverified header"),
    "jose.jws.get_unverified_headers": Api("python-jose", "unverified header"),
    "jose.jws.verify": Api("python-jose", "decode", 0, 1, 2),
    "authlib.jose.jwt.decode": Api("Authlib", "decode", 0, 1),
    "authlib.jose.jwt.encode": Api("Authlib", "encode", 1, 2),
    "joserfc.jwt.decode": Api("joserfc", "decode", 0, 1, 2),
    "joserfc.jwt.encode": Api("joserfc", "encode", 1, 2, 3),
}
"""``token`` is the payload's position for ``encode``."""

METHODS = frozenset(name.rpartition(".")[2] for name in APIS)


@dataclass(frozen=True)
class TokenCall(Located):
    """A call that signs, verifies or looks into a token, in the file being checked."""

    PLACE = "call"

    call: ast.Call
    api: Api
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
        """The token, or for ``encode`` the claims."""
        names = ("jwt", "token", "s", "value") if self.api.kind != "encode" else ("payload", "claims")
        for name in names:
            found = self._argument(name, self.api.token)
            if found is not None:
                return found
        return None

    @property
    def key(self) -> ast.expr | None:
        """The key that signs or verifies."""
        return self._argument("key", self.api.key)

    @property
    def algorithms(self) -> ast.expr | None:
        """The algorithms that are accepted, or for ``encode`` the one that signs."""
        name = "algorithms" if self.api.kind == "decode" else "algorithm"
        return self._argument(name, self.api.algorithms)

    @property
    def has_unknown_arguments(self) -> bool:
        """Whether arguments are unpacked that cannot be told."""
        return has_unpacking(self.call) and not self.keywords.is_complete

    def option(self, name: str) -> tuple[ast.expr, Place] | None:
        """What stands under a key of the options."""
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
        last = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if last not in names:
            continue
        api = APIS.get(module.observation.called(node))
        if api is not None:
            yield _read(module, resolver, node, api)


def _names_of(module: Module) -> frozenset[str]:
    found = set(METHODS)
    for statement in module.index.of_kind(ast.ImportFrom):
        found.update(each.asname for each in statement.names if each.name in METHODS and each.asname)
    return frozenset(found)


def _read(module: Module, resolver: ConfiguredValues, node: ast.Call, api: Api) -> TokenCall:
    place = place_of(module, node)
    keywords = keywords_of(resolver, node, place)
    options = None
    given = keywords.found.get("options")
    if given is None and api.options is not None and len(node.args) > api.options:
        given = (node.args[api.options], place)
    if given is not None:
        options = entries_of(resolver, *given)
    return TokenCall(node, api, place, keywords, options)
