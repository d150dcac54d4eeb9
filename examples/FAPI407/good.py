"""`raise` says what the retry does anyway, and what shall run comes before it.

Guide: 5. Background Task Decision Matrix, "Celery pattern". Amended: a result backend; only errors
that may pass are tried again; sent from a plain `def`. Tasks run at once here, without a broker.
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
    """Write the line, then try again."""
    try:
        extract_frames(filepath)
    except OSError as exc:
        log.append(f"{filepath} will be tried again")
        raise self.retry(exc=exc, countdown=0) from exc


@app.post("/upload", status_code=202)
def upload(filepath: str) -> str:
    """Queue the work."""
    return str(process_video.delay(filepath).id)
