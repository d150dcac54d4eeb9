"""A queue behind a queue: a background task whose only work is to queue another.

Guide: 5. Background Task Decision Matrix, both of its patterns mixed.
"""

from celery import Celery
from fastapi import BackgroundTasks, FastAPI

celery_app = Celery("tasks", broker="redis://localhost:6379/0", backend="redis://localhost:6379/1")
app = FastAPI()


@celery_app.task
def process_video(filepath: str) -> None:
    """Work on a video."""


@app.post("/videos", status_code=202)
async def create_video(filepath: str, background_tasks: BackgroundTasks) -> dict[str, str]:
    """Say that it was queued; whether it is, nobody knows."""
    background_tasks.add_task(process_video.delay, filepath)  # expect: FAPI406
    return {"status": "queued"}
