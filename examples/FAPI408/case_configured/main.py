"""Asks for a state that is kept."""

from fastapi import FastAPI
from worker import celery_app

app = FastAPI()


@app.get("/status/{task_id}")
def get_status(task_id: str) -> str:
    """The backend knows."""
    return celery_app.AsyncResult(task_id).state
