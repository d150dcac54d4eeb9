"""The path operation queues the task itself, and has an id to give.

Guide: 5. Background Task Decision Matrix, "Celery pattern". Amended: a result backend; a plain
`def`, since sending to the broker blocks.
"""

from celery import Celery
from fastapi import FastAPI

celery_app = Celery("tasks", broker="redis://localhost:6379/0", backend="redis://localhost:6379/1")
app = FastAPI()


@celery_app.task
def process_video(filepath: str) -> None:
    """Work on a video."""


@app.post("/videos", status_code=202)
def create_video(filepath: str) -> dict[str, str]:
    """The answer comes when the broker has the task."""
    task = process_video.delay(filepath)
    return {"task_id": str(task.id)}
