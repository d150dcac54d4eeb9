"""Functions that look into tokens for other files."""

from typing import Any

import jwt


def claims_of(token: str) -> dict[str, Any]:
    """A dependency of another file believes this."""
    return jwt.decode(token, options={"verify_signature": False})  # expect: FAPI504


def issuer_of(token: str) -> str:
    """Tokens are only sorted by it."""
    return str(jwt.decode(token, options={"verify_signature": False})["iss"])


def peek(token: str) -> dict[str, Any]:
    """Whoever peeks verifies then."""
    return jwt.decode(token, options={"verify_signature": False})


class Tokens:
    """A service for tokens."""

    def __init__(self, key: str) -> None:
        self.key = key

    def read(self, token: str) -> dict[str, Any]:
        """The claims, verified."""
        return jwt.decode(token, self.key, algorithms=["HS256"])

    def read_quickly(self, token: str) -> dict[str, Any]:
        """The claims, unverified."""
        return jwt.decode(token, self.key, options={"verify_signature": False})  # expect: FAPI504
