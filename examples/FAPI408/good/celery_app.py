"""The Celery application, with a place for results.

Guide: 5. Background Task Decision Matrix, "Celery pattern". Amended: a result backend.
"""

from celery import Celery

celery_app = Celery("tasks", broker="memory://", backend="cache+memory://")


@celery_app.task(bind=True, max_retries=3)
def process_video(self, filepath: str) -> int:  # noqa: ANN001
    """Work on a video."""
    return len(filepath)
