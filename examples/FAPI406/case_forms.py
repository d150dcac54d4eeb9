"""Other ways to feed a queue from a background task, and background tasks that are right."""

from functools import partial

from celery import Celery, chain, shared_task
from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

celery_app = Celery("tasks", broker="redis://localhost:6379/0", backend="redis://localhost:6379/1")
app = FastAPI()
done: list[int] = []


@shared_task
def add(number: int) -> int:
    """Work."""
    return number


def note_and_queue(number: int) -> None:
    """Do something, then queue something."""
    done.append(number)
    add.delay(number)


@app.post("/tasks")
def create(tasks: BackgroundTasks, queue: str = "default") -> None:
    """Feed queues."""
    tasks.add_task(add.apply_async, args=(1,), queue=queue)  # expect: FAPI406
    tasks.add_task(celery_app.send_task, "tasks.add", args=(1,))  # expect: FAPI406
    tasks.add_task(lambda: add.delay(1))  # expect: FAPI406
    tasks.add_task(partial(add.delay, 1))  # expect: FAPI406
    tasks.add_task(add.s(1).apply_async)  # expect: FAPI406
    tasks.add_task(chain(add.s(1), add.s()).delay)  # expect: FAPI406


@app.post("/response")
def response() -> JSONResponse:
    """One task, of the response."""
    return JSONResponse({}, background=BackgroundTask(add.delay, 1))  # expect: FAPI406


@app.post("/notes")
def create_note(tasks: BackgroundTasks) -> None:
    """Background tasks that do something here."""
    tasks.add_task(note_and_queue, 1)
    tasks.add_task(done.append, 1)
    tasks.add_task(add, 1)
