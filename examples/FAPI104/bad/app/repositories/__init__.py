"""Repositories: the classes that keep the session and talk to the database."""

from app.repositories.items import ItemRepository

__all__ = ["ItemRepository"]
