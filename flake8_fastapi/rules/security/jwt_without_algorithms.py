"""FAPI505: a token is decoded without saying which algorithms are accepted."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import UNKNOWN, Instance
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.tokens import TokenCall

CONSEQUENCES = {
    "PyJWT": "fails for every token",
    "python-jose": "accepts whatever algorithm the token names",
}


class JwtWithoutAlgorithms(Rule):
    """A token is decoded without the algorithms that are accepted.

    Why: PyJWT raises ``DecodeError`` for every token then. python-jose verifies with whatever
    algorithm the token's own header names.

    Cure: ``algorithms=["HS256"]``, or whatever the tokens are signed with.

    Exempt: a ``PyJWK`` as key, which brings its algorithm along; calls that do not verify, which
    are FAPI504's; Authlib and joserfc, which have safe defaults; the project's own functions.

    Cannot see: arguments unpacked from something unknown.

    Source: the guide's "Authentication Pattern" gives ``algorithms=["HS256"]``. python-jose 3.5
    blocks the worst confusions of algorithms, older releases do not.
    """

    code = "FAPI505"
    name = "jwt-without-algorithms"
    message = "{name}() without algorithms {consequence}: name the accepted ones"
    guide = "Authentication Pattern"
    gate = ("jwt", "jose")

    def visit_TokenCall(self, call: TokenCall) -> None:
        """Report a verifying call of a library that needs the list, where it is missing."""
        consequence = CONSEQUENCES.get(call.api.library)
        if call.api.kind != "decode" or consequence is None or call.has_unknown_arguments:
            return
        given = call.algorithms
        if given is not None and not (isinstance(given, ast.Constant) and given.value is None):
            return
        if call.verification(ConfiguredValues(self.module.project)) is not True:
            return
        if call.api.library == "PyJWT" and self._may_be_jwk(call.key):
            return
        self.report(call, name=ast.unparse(call.call.func), consequence=consequence)

    def _may_be_jwk(self, key: ast.expr | None) -> bool:
        """Whether the key may be an object that knows its algorithm."""
        if key is None:
            return False
        types = alternatives(self.module.observation.type_of(key))
        if any(isinstance(each, Instance) and each.cls == "jwt.PyJWK" for each in types):
            return True
        if isinstance(key, ast.Attribute) and key.attr == "key":
            return False
        words = (self.module.given_text or "", ast.unparse(key).upper())
        return types == (UNKNOWN,) and ("PyJWK" in words[0] or "JWK" in words[1])
