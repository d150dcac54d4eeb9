"""FAPI504: a token is believed whose signature nobody has verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.unverified_tokens import UnverifiedToken

FLAWS = {
    "user": "the token of the request is decoded without verifying its signature: anybody can forge it;"
    " verify it with the key and algorithms",
    "algorithm": "the token itself chooses the algorithm that it is verified with: list the accepted ones",
}


class JwtUnverified(Rule):
    """A token of a request is believed unverified, or chooses its own algorithm.

    Why: the claims of a token are readable and writable by everybody; only the signature tells that
    they are true. With ``verify_signature`` off, or with ``get_unverified_claims``, anybody is who
    they say. With ``algorithms=[header["alg"]]`` an attacker chooses how the signature is checked.

    Cure: ``jwt.decode(token, key, algorithms=["RS256"])``.

    Exempt: tokens that the code has made or fetched itself; tokens that are handed to anything else
    in the same function, which may verify them; claims by which tokens are only sorted or thrown away
    (``iss``, ``exp``, ``kid``); ``verify_aud: False``; algorithms that are compared with a list;
    functions that depend on another function of the project; middleware that puts nothing into the
    request's state.

    Cannot see: unverified claims behind two helpers of other files, tokens from bodies of requests.

    Source: the guide's "Authentication Pattern" decodes with a key and ``algorithms``. In 22 open-source
    applications nearly every unverified decoding was right, so only the request's own token in
    dependencies and path operations is looked at.
    """

    code = "FAPI504"
    name = "jwt-unverified"
    message = "{flaw}"
    guide = "Authentication Pattern"
    gate = ("verify_signature", "unverified", "verify=False")

    def visit_UnverifiedToken(self, token: UnverifiedToken) -> None:
        """Report it."""
        self.report(token, flaw=FLAWS[token.decides])
