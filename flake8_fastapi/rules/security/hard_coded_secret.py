"""FAPI506: a literal signs or verifies tokens or sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.secrets import HardCodedSecret

WHENCE = {
    "settings": ", unless the settings are given another one,",
    "environment": ", unless the environment holds another one,",
    "parameter": ", unless a caller gives another one,",
}


class HardCodedSecretRule(Rule):
    """A secret that stands in the source signs or verifies tokens or sessions.

    Why: whoever has read the source, or a copy of it in an image or a fork, makes tokens and
    sessions for every user. A fallback for a missing variable is as bad: the application starts
    without a word where the variable was forgotten.

    Cure: read it from the environment without a fallback (``os.environ["SECRET_KEY"]``, a settings
    field without a default), so that the application does not start without it.

    Exempt: literals that are not seen to sign or verify anything, whatever they are called; public
    keys; tests; placeholders that the project asks for and refuses; what a function returns in
    development only, where it raises otherwise.

    Cannot see: secrets that reach the library through other objects or containers.

    Source: the guide's settings (``secret_key: str``) have no default, and its "Authentication Pattern"
    verifies with such a key. The proof forges a token with the literal.
    """

    code = "FAPI506"
    name = "hard-coded-secret"
    message = (
        "this literal {use}{whence} and everybody who reads the source can do so too: demand it from outside"
    )
    guide = "Authentication Pattern"
    gate = (
        "secret", "SECRET", "Secret", "key", "KEY", "Key", "token", "TOKEN", "Token", "jwt", "JWT",
        "salt", "SALT", "itsdangerous", "SessionMiddleware",
    )  # fmt: skip

    def visit_HardCodedSecret(self, secret: HardCodedSecret) -> None:
        """Report it."""
        self.report(secret, use=secret.use, whence=WHENCE.get(secret.whence, ""))
