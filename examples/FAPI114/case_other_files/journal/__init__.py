"""A journal whose coroutines live in other files."""

from .store import Store, append, make_store

__all__ = ["Store", "append", "make_store"]
