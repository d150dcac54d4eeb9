"""The queue and its task.

Guide: 5. Background Task Decision Matrix, "Celery pattern", amended: a result backend, so that the
state of a task can be asked for, and one definition of the task.
"""

import os

from celery import Celery

celery_app = Celery(
    "tasks",
    broker=os.getenv("BROKER_URL", "redis://localhost:6379/0"),
    backend=os.getenv("RESULT_URL", "redis://localhost:6379/1"),
)


def extract_frames(video: str) -> int:
    """Work for a long time, in a worker."""
    return len(video)


@celery_app.task(bind=True, max_retries=3)
def process_video(self, video: str) -> int:
    """Work, and try again later when that fails."""
    try:
        return extract_frames(video)
    except OSError as error:
        raise self.retry(exc=error, countdown=60) from error
