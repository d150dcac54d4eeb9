"""Celery tasks that are tried again for ever, or whatever went wrong.

Guide: 5. Background Task Decision Matrix, "Celery pattern", which retries after every exception.
"""

from celery import Celery, Task
from fastapi import FastAPI

celery_app = Celery("tasks", broker="memory://", backend="cache+memory://")
app = FastAPI()
frames: list[str] = []


def extract_frames(filepath: str) -> None:
    """A programming error: text has no such attribute."""
    frames.append(filepath.frames)  # type: ignore[attr-defined]


@celery_app.task(bind=True, max_retries=3)
def process_video(self: Task, filepath: str) -> None:
    """Tries the same error four times."""
    try:
        extract_frames(filepath)
    except Exception as exc:  # expect: FAPI409
        raise self.retry(exc=exc, countdown=0) from exc


@celery_app.task(bind=True, max_retries=None)  # expect: FAPI409
def watch_video(self: Task, filepath: str) -> None:
    """Tries for ever."""
    try:
        extract_frames(filepath)
    except AttributeError as exc:
        raise self.retry(exc=exc, countdown=0) from exc


@app.post("/videos")
def create_video(filepath: str) -> str:
    """Queue the work."""
    watch_video.delay(filepath)
    return str(process_video.delay(filepath).id)
