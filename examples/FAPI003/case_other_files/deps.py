"""Dependencies on which only other files depend."""

from collections.abc import Iterator

log: list[str] = []


def get_name() -> Iterator[str]:
    """Depended on under another name."""
    try:
        yield "name"
    except Exception:  # expect: FAPI003
        log.append("name")


def get_number() -> Iterator[int]:
    """Depended on through the module."""
    try:
        yield 1
    except Exception:  # expect: FAPI003
        log.append("number")


def numbers() -> Iterator[int]:
    """Nobody depends on it."""
    try:
        yield 1
    except Exception:
        log.append("numbers")
