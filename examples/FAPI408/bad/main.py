"""Queues tasks, and asks for their state.

Guide: 5. Background Task Decision Matrix, "Celery pattern". Amended: plain `def`s, since both talk to
a server; the path comes as a parameter.
"""

from celery_app import celery_app, process_video
from fastapi import FastAPI

app = FastAPI()


@app.post("/videos")
def upload(filepath: str) -> dict[str, str]:
    """Queue the work."""
    task = process_video.delay(filepath)
    return {"task_id": str(task.id)}


@app.get("/status/{task_id}")
def get_status(task_id: str) -> dict[str, str]:
    """Nobody has kept the state: a 500."""
    result = celery_app.AsyncResult(task_id)
    return {"status": result.state, "result": str(result.result)}  # expect: FAPI408
