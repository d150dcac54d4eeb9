"""The application is made by a factory, with arguments that are not known here."""

from typing import Any

from celery import Celery


def make_worker(**options: Any) -> Celery:
    """Whoever calls it may give a backend."""
    return Celery("tasks", broker="memory://", **options)
