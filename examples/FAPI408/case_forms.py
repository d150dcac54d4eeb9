"""Other ways to ask for a result that nobody keeps, and what needs no backend."""

import celery
from celery import shared_task
from celery.result import AsyncResult
from fastapi import FastAPI

worker = celery.Celery(
    "tasks",
    broker="memory://",
    include=["tasks"],
)
app = FastAPI()


@shared_task
def add(number: int) -> int:
    """Work."""
    return number


@app.get("/state/{task_id}")
def state(task_id: str) -> dict[str, object]:
    """The class itself; only the first reading is reported."""
    result = AsyncResult(task_id)
    ready = result.ready()  # expect: FAPI408
    return {"ready": ready, "state": result.state, "id": result.id}


@app.get("/direct/{task_id}")
def direct(task_id: str) -> str:
    """Without a name."""
    return worker.AsyncResult(task_id).status  # expect: FAPI408


def of_task(result: AsyncResult) -> object:
    """By annotation."""
    if result.failed():  # expect: FAPI408
        return result.traceback
    return result.result


@app.get("/wait/{number}")
def wait(number: int) -> int:
    """Wait for what was queued."""
    return int(add.delay(number).get(timeout=1))  # expect: FAPI408


@app.post("/tasks/{number}")
def create(number: int) -> str:
    """The id needs no backend."""
    return str(add.apply_async((number,)).id)


@app.delete("/tasks/{task_id}")
def revoke(task_id: str) -> str:
    """Neither does taking it back."""
    result = AsyncResult(task_id)
    result.revoke(terminate=True)
    return str(result.task_id)
