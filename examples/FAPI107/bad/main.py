"""Clients of other services that block: a task queue, a bucket, a mail server.

Guide: 5. Background Task Decision Matrix, "Celery pattern", completed to a program. Publishing talks to
the broker: while that does not answer, the whole server does not.
"""

import uuid

from fastapi import BackgroundTasks, FastAPI, UploadFile

from celery_app import celery_app, process_video
from mail import send_mail
from storage import store, upload_form

app = FastAPI()


@app.post("/videos", max_body_size=50_000_000, status_code=202)
async def upload(file: UploadFile, tasks: BackgroundTasks) -> dict[str, str]:
    """Store the video, and publish what is to be done with it."""
    key = f"{uuid.uuid4()}.video"
    await store(key, await file.read(50_000_000))
    task = process_video.delay(key)  # expect: FAPI107
    tasks.add_task(send_mail, "uploads@example.com", key)
    return {"task_id": task.id}


@app.get("/videos/{task_id}")
async def get_status(task_id: uuid.UUID) -> dict[str, bool]:
    """Ask the result backend."""
    result = celery_app.AsyncResult(str(task_id))
    return {"ready": result.ready()}  # expect: FAPI107


@app.get("/forms/{number}")
async def get_form(number: int) -> dict:
    """Only sign."""
    return await upload_form(f"{number}.video")
