"""What path operations call."""

from typing import Any

from deps import Users, get_users, opened


def load_declared(users: Users, name: str) -> str:
    """Find one, by a type."""
    return users.find(name)


class Desk:
    """Something that has users, by their type."""

    def __init__(self, users: Users | None) -> None:
        """Keep them."""
        assert users is not None
        self.users = users


def load(users: Any, name: str) -> Any:
    """Find one by hand."""
    return users.find(name)


class Service:
    """Keeps what it is given."""

    def __init__(self, users: Any) -> None:
        self.users = users


def find_by_hand(name: str) -> str:
    """Called by a path operation: the same mistake, one step further, which is not seen."""
    users = next(get_users())
    return users.find(name)


def find_and_close(name: str) -> str:
    """Hold the generator, and close it."""
    generator = get_users()
    try:
        return next(generator).find(name)
    finally:
        generator.close()


def fill() -> None:
    """Called by a script only."""
    users = next(get_users())
    opened.append(users.find("alice"))
