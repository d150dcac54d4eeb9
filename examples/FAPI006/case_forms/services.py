"""What path operations call."""

from typing import Any


def load(users: Any, name: str) -> Any:
    """Find one by hand."""
    return users.find(name)


class Service:
    """Keeps what it is given."""

    def __init__(self, users: Any) -> None:
        self.users = users
