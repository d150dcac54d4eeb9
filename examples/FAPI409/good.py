"""Only what may pass by itself is tried again, and not for ever.

Guide: 5. Background Task Decision Matrix, "Celery pattern". Amended: the exceptions are named; a
result backend.
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
    """The error shows at once."""
    try:
        extract_frames(filepath)
    except OSError as exc:
        raise self.retry(exc=exc, countdown=0) from exc


@app.post("/videos")
def create_video(filepath: str) -> str:
    """Queue the work."""
    return str(process_video.delay(filepath).id)
