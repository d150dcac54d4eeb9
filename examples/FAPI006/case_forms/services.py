"""What path operations call."""

from typing import Any

from deps import Users, get_users, get_users_later, opened


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

    def other(self, name: str) -> str:
        """A method, and a generator that `next` cannot step."""
        users: Any = next(get_users_later())  # type: ignore[call-overload]  # expect: FAPI006
        found: str = users.find(name)
        return found


def find_by_hand(name: str) -> str:
    """Called by a path operation: the same mistake, one step further."""
    users = next(get_users())  # expect: FAPI006
    return users.find(name)


def find_again(name: str) -> str:
    """What came out of the generator is closed by hand, at the end."""
    users = next(get_users())
    try:
        return users.find(name)
    finally:
        users.close()


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
