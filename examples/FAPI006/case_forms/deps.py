"""Dependencies of another file."""

from collections.abc import AsyncIterator, Iterator

opened: list[str] = []


class Users:
    """Something with methods."""

    def find(self, name: str) -> str:
        """Find one."""
        return name

    def close(self) -> None:
        """Be done with it."""


def get_users() -> Iterator[Users]:
    """One that yields."""
    opened.append("users")
    try:
        yield Users()
    finally:
        opened.clear()


async def get_users_later() -> AsyncIterator[Users]:
    """One that yields later."""
    opened.append("users")
    try:
        yield Users()
    finally:
        opened.clear()


def get_name() -> str:
    """One that returns."""
    return "alice"
