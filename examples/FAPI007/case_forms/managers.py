"""Context managers, of which some are depended on elsewhere."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from contextlib import contextmanager as manager


@manager
def numbers() -> Iterator[int]:
    """Under another name."""
    yield 1


@asynccontextmanager
async def names() -> AsyncIterator[str]:
    """An async one."""
    yield "alice"


@contextlib.contextmanager
def prices(factor: int = 1) -> Iterator[int]:
    """By its module."""
    yield factor


class Users:
    """Methods can be managers."""

    @asynccontextmanager
    async def current(self) -> AsyncIterator[str]:
        """A method."""
        yield "alice"
