"""Hands on what its files make."""

from store.connections import connection as shared_connection
from store.connections import notes, titles

__all__ = ["notes", "shared_connection", "titles"]
