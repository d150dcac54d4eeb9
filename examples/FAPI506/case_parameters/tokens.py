"""What signs and verifies, with secrets that it is given."""

from typing import Any

import jwt


class TokenMaker:
    """Keeps the secret."""

    def __init__(self, secret: str, algorithm: str = "HS256") -> None:
        self.secret = secret
        self.algorithm = algorithm

    def sign(self, claims: dict[str, Any]) -> str:
        """Sign."""
        return jwt.encode(claims, self.secret, self.algorithm)


def sign(claims: dict[str, Any], secret: str) -> str:
    """Sign."""
    return jwt.encode(claims, secret, algorithm="HS256")


def check(token: str, *, key: str) -> dict[str, Any]:
    """Verify."""
    claims: dict[str, Any] = jwt.decode(token, key, algorithms=["HS256"])
    return claims


def invite(name: str, secret: str) -> str:
    """Hand the secret on."""
    return sign({"sub": name, "invited": True}, secret)


def invite_all(names: list[str], secret: str) -> list[str]:
    """Hand it on once more."""
    return [invite(name, secret) for name in names]
