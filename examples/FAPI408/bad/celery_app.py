"""The Celery application, without a place for results.

Guide: 5. Background Task Decision Matrix, "Celery pattern", as the guide writes it.
"""

from celery import Celery

celery_app = Celery("tasks", broker="memory://")


@celery_app.task(bind=True, max_retries=3)
def process_video(self, filepath: str) -> int:  # noqa: ANN001
    """Work on a video."""
    return len(filepath)
