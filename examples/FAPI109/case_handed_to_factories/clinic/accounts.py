"""Accounts: a kit that hands itself to the factories of its routers."""

import hashlib
from pathlib import Path

from clinic.routers import make_router


class Passwords:
    """Hashes passwords."""

    def digest(self, password: str) -> bytes:
        """Take a while."""
        return hashlib.pbkdf2_hmac("sha256", password.encode(), b"salt", 600_000)


class Letters:
    """Keeps letters in a folder."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def all(self) -> list[str]:
        """Read each letter."""
        return [path.read_text() for path in self.folder.iterdir()]


class Kit:
    """What an application needs for accounts."""

    def __init__(self) -> None:
        self.passwords = Passwords()
        self.router = make_router(self)
