"""FAPI502: every origin may send credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.values import Members
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.cors import CorsPolicy
    from flake8_fastapi.model.configuration.values import Values

WHENCE = {
    "code": "",
    "settings": " by the default of the settings",
    "environment": " when the environment does not say otherwise",
    "parameter": " by the parameter's default",
}


class CorsWildcardCredentials(Rule):
    """``CORSMiddleware`` allows credentials and ``"*"`` as an origin.

    Why: Starlette then answers every origin with its own name and with
    ``Access-Control-Allow-Credentials: true``, with or without a cookie. Any website that a user
    visits can call the API as that user and read the answers.

    Cure: list the origins. An API that is open to all needs no credentials: leave
    ``allow_credentials`` out.

    Exempt: ``"*"`` without credentials; ``"*"`` for methods or headers, which Starlette reflects;
    credentials or origins that are not known, or only in one of several ways; code that compares
    with ``"*"`` and does anything else then than to let it in.

    Cannot see: origins that come from a file or a variable without a fallback.

    Source: the guide's "CORS Configuration" and its anti-pattern ``allow_origins=["*"]`` with
    credentials. The browser's own ban on this pair does not help, since Starlette never sends
    ``*`` together with credentials.
    """

    code = "FAPI502"
    name = "cors-wildcard-credentials"
    message = (
        'allow_origins holds "*"{whence} and allow_credentials is true: any website can act as the user;'
        " list the origins"
    )
    guide = "CORS Configuration"
    gate = ("CORSMiddleware",)

    def visit_CorsPolicy(self, policy: CorsPolicy) -> None:
        """Report origins that hold the wildcard, with credentials."""
        origins = policy.option("allow_origins")
        whence = _wildcard(origins)
        if whence is None or not policy.allows_credentials:
            return
        if policy.is_wildcard_checked:
            return
        self.report(policy.place_of("allow_origins"), whence=WHENCE[whence])


def _wildcard(origins: Values) -> str | None:
    """Where the wildcard among the origins comes from; None where there is none."""
    for each in origins.options:
        if each.text == "*":
            return each.origin
        if isinstance(each.content, Members):
            for member in each.content.values.options:
                if member.text == "*":
                    return member.origin if member.origin != "code" else each.origin
    return None
