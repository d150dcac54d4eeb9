"""Coroutine functions and methods."""


async def append(line: str) -> None:
    """Write a line."""
    print(line)


class Store:
    """Keeps lines."""

    async def save(self, line: str) -> int:
        """Write a line, and say how long it is."""
        await append(line)
        return len(line)

    def size(self) -> int:
        """Say how many there are: this is no coroutine."""
        return 0


def make_store():
    """Make one without saying what."""
    return Store()


async def open_store():
    """Make one in a coroutine without saying what."""
    return Store()
