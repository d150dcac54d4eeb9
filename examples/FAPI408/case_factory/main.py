"""Asks for a state that is kept."""

from fastapi import FastAPI
from worker import make_worker

app = FastAPI()
celery_app = make_worker(backend="cache+memory://")


@app.get("/status/{task_id}")
def get_status(task_id: str) -> str:
    """The backend knows."""
    return celery_app.AsyncResult(task_id).state
