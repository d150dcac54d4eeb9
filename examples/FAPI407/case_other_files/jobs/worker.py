"""The Celery application."""

from celery import Celery


def make_worker() -> Celery:
    """Make it."""
    return Celery("jobs", broker="memory://", backend="cache+memory://")


worker = make_worker()
