"""Long work goes to Celery, short work to a background task.

Guide: 5. Background Task Decision Matrix. Amended: a result backend; sent from a plain `def`, since
sending blocks; only errors that may pass are tried again.
"""

import time

from celery import Celery, Task
from fastapi import BackgroundTasks, FastAPI

celery_app = Celery("tasks", broker="redis://localhost:6379/0", backend="redis://localhost:6379/1")
app = FastAPI()
processed: list[int] = []


@celery_app.task(bind=True, max_retries=3)
def process_video(self: Task, video: int) -> None:
    """Wait for another service, and try again later when it fails."""
    try:
        time.sleep(60)
        processed.append(video)
    except ConnectionError as error:
        raise self.retry(exc=error, countdown=60) from error


def note(video: int) -> None:
    """Write a line."""
    processed.append(video)


@app.post("/videos/{video}", status_code=202)
def create_video(video: int, background_tasks: BackgroundTasks) -> str:
    """Queue the long work, and do the short work here."""
    background_tasks.add_task(note, video)
    return str(process_video.delay(video).id)
