"""FAPI516: tokens that never expire."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.mapping import entries_of
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.configuration.values import Members
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.tokens import TokenCall


class JwtWithoutExpiry(Rule):
    """A token is made without ``exp``, or one without it is accepted.

    Why: a token that has no expiry is valid until the key changes. PyJWT and python-jose check
    ``exp`` only where a token has it, so a token without is accepted for ever.

    Cure: ``{"sub": user, "exp": now + timedelta(minutes=15)}`` when signing,
    ``options={"require": ["exp"]}`` (python-jose: ``{"require_exp": True}``) when verifying.

    Exempt: claims and options that are not known completely; functions that look at ``exp`` themselves;
    Authlib and joserfc, which validate claims elsewhere.

    Cannot see: claims that are collected in helpers. Off by default, since tokens that are made to
    last are a decision.

    Source: the guide's "Authentication Pattern" accepts tokens without ``exp``.
    """

    code = "FAPI516"
    name = "jwt-without-expiry"
    message = "{what}: {cure}"
    guide = "Authentication Pattern"
    gate = ("jwt", "jose")
    opt_in = True

    def visit_TokenCall(self, call: TokenCall) -> None:
        """Report a signing call without the claim, and a verifying one that does not require it."""
        if call.api.library not in ("PyJWT", "python-jose") or call.has_unknown_arguments:
            return
        resolver = ConfiguredValues(self.module.project)
        if call.api.kind == "encode" and call.token is not None:
            claims = entries_of(resolver, call.token, call.place)
            if claims.is_complete and "exp" not in claims.found:
                what = f"{ast.unparse(call.call.func)}() makes a token that never expires"
                self.report(call, what=what, cure='add "exp"')
        elif call.api.kind == "decode" and call.verification(resolver) is True:
            if not self._requires(call, resolver) and not self._looks_at_expiry(call):
                what = f"{ast.unparse(call.call.func)}() accepts tokens that never expire"
                cure = 'options={"require": ["exp"]}'
                if call.api.library == "python-jose":
                    cure = 'options={"require_exp": True}'
                self.report(call, what=what, cure=cure)

    def _looks_at_expiry(self, call: TokenCall) -> bool:
        """Whether the function around reads the claim itself."""
        index = self.module.index
        around = index.function_around(call.call)
        return around is not None and any(
            each.value == "exp" and index.function_around(each) is around
            for each in index.of_kind(ast.Constant)
        )

    def _requires(self, call: TokenCall, resolver: ConfiguredValues) -> bool:
        if call.options is None:
            return False
        if not call.options.is_complete:
            return True
        for name in ("require_exp", "require"):
            given = call.option(name)
            if given is None:
                continue
            only = resolver.of(*given).only
            if only is None:
                return True
            if not isinstance(only.content, Members):
                return bool(only.content)
            members = only.content.values
            return not members.is_complete or any(each.text == "exp" for each in members.options)
        return False
