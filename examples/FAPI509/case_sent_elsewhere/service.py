"""What path operations of another file call."""

from collections.abc import Iterator
from typing import Any


class Reports:
    """Reads from a database."""

    def check(self) -> None:
        """Fail like a database driver does."""
        raise ConnectionError("cannot connect to postgresql://shop:hunter2@10.0.0.5/shop")

    def read(self, name: str) -> dict[str, Any]:
        """Return what went wrong to a path operation."""
        try:
            self.check()
        except Exception as error:
            return {"name": name, "error": str(error)}  # expect: FAPI509
        return {"name": name}


async def count_of(name: str) -> Any:
    """The same, in a coroutine."""
    try:
        Reports().check()
    except Exception as error:
        return f"no count: {error}"  # expect: FAPI509
    return 1


def told_apart(name: str) -> dict[str, Any]:
    """Whoever calls it looks at it."""
    try:
        Reports().check()
    except Exception as error:
        return {"error": str(error)}
    return {}


def kept(name: str) -> dict[str, Any]:
    """No path operation sends it."""
    try:
        Reports().check()
    except Exception as error:
        return {"error": str(error)}
    return {}


def words_of(reports: Reports) -> Iterator[str]:
    """A stream."""
    try:
        reports.check()
        yield "word"
    except Exception as error:
        yield str(error)  # expect: FAPI509
