"""Code behind a Celery retry, which it never reaches.

Guide: 5. Background Task Decision Matrix, "Celery pattern", without the `raise`.
"""

from celery import Celery, Task
from fastapi import FastAPI

celery_app = Celery("tasks", broker="memory://", backend="cache+memory://")
celery_app.conf.task_always_eager = True
app = FastAPI()
log: list[str] = []


def extract_frames(filepath: str) -> None:
    """Fail as a full disk does."""
    raise OSError(filepath)


@celery_app.task(bind=True, max_retries=3)
def process_video(self: Task, filepath: str) -> None:
    """The line behind the retry is never written."""
    try:
        extract_frames(filepath)
    except OSError as exc:
        self.retry(exc=exc, countdown=0)  # expect: FAPI407
        log.append(f"{filepath} will be tried again")


@app.post("/upload", status_code=202)
def upload(filepath: str) -> str:
    """Queue the work."""
    return str(process_video.delay(filepath).id)
