"""Signs and verifies; the secrets are in another file, or come in from outside."""

import secrets
from typing import Any

from itsdangerous import URLSafeTimedSerializer
from jose import jwt

from shop.settings import COOKIE_SECRET, STARLETTE_SECRET, Settings, settings

PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----"
RANDOM = secrets.token_hex(32)

links = URLSafeTimedSerializer(settings.link_secret.get_secret_value(), salt="links")
cookies = URLSafeTimedSerializer(COOKIE_SECRET)
others = URLSafeTimedSerializer(STARLETTE_SECRET)
temporary = URLSafeTimedSerializer(RANDOM)


class Tokens:
    """Tokens of one kind."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.key = "kept-by-the-object"  # expect: FAPI506

    def create(self, claims: dict[str, Any]) -> str:
        """Sign."""
        return str(jwt.encode(claims, self.settings.secret_key, algorithm=self.settings.algorithm))

    def create_other(self, claims: dict[str, Any]) -> str:
        """Sign with the object's own."""
        return str(jwt.encode(claims, self.key))

    def verify(self, token: str) -> dict[str, Any]:
        """Verify with a public key."""
        return dict(jwt.decode(token, PUBLIC_KEY, algorithms=["ES256"]))

    def verify_other(self, token: str, key: str) -> dict[str, Any]:
        """Verify with whatever is given."""
        return dict(jwt.decode(token, key, algorithms=["HS256"]))

    def verify_third(self, token: str) -> dict[str, Any]:
        """Verify with a secret that nobody can forget to set."""
        return dict(jwt.decode(token, settings.refused_secret, algorithms=["HS256"]))
