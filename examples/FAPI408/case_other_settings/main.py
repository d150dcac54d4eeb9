"""The state of tasks."""

from fastapi import FastAPI
from worker import celery_app

app = FastAPI()


@app.get("/state/{task_id}")
def state(task_id: str) -> str:
    """Asks for what nothing keeps."""
    return celery_app.AsyncResult(task_id).state  # expect: FAPI408
