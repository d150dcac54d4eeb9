"""The state of tasks."""

from fastapi import FastAPI
from worker import celery_app

app = FastAPI()


@app.get("/state/{task_id}")
def state(task_id: str) -> str:
    """Where results are kept is not known."""
    return celery_app.AsyncResult(task_id).state
