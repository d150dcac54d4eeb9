"""Celery reads CELERY_RESULT_BACKEND, which the project's `.env` sets."""

from celery import Celery
from celery.result import AsyncResult
from fastapi import FastAPI

celery_app = Celery("tasks", broker="memory://")
app = FastAPI()


@app.get("/status/{task_id}")
def get_status(task_id: str) -> str:
    """The backend knows."""
    return AsyncResult(task_id, app=celery_app).state
