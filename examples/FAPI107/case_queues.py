"""Task queues: publishing and asking for results talk to the broker and the backend.

Signatures that are only built, tasks that are called in a worker, and publishing from threads.
"""

from celery import Celery, chain, group, shared_task
from celery.result import AsyncResult
from fastapi import BackgroundTasks, FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
queue = Celery("tasks", broker="redis://localhost", backend="redis://localhost")


@queue.task
def add(first: int, second: int) -> int:
    """Add, in a worker."""
    return first + second


@shared_task(name="double")
def double(number: int) -> int:
    """Double, in a worker."""
    return 2 * number


@queue.task
def add_later(number: int) -> None:
    """Publish from a worker: there is no event loop."""
    add.delay(number, 1)


def enqueue(number: int) -> str:
    """Publish from a plain function."""
    return add.delay(number, 1).id


@app.post("/tasks/{number}")
async def publish(number: int) -> list[str]:
    """Publish in three ways."""
    first = add.delay(number, 1)  # expect: FAPI107
    second = double.apply_async(args=(number,), countdown=10)  # expect: FAPI107
    third = queue.send_task("double", args=[number])  # expect: FAPI107
    return [first.id, second.id, third.id]


@app.post("/signatures/{number}")
async def publish_signatures(number: int) -> list[str]:
    """Build a canvas, and publish it."""
    canvas = chain(add.s(number, 1), double.s())
    parts = group(double.si(part) for part in range(number))
    first = canvas.delay()  # expect: FAPI107
    second = parts.apply_async()  # expect: FAPI107
    return [first.id, second.id]


@app.post("/helper/{number}")
async def publish_by_helper(number: int) -> str:
    """Publish by a helper."""
    return enqueue(number)  # expect: FAPI109


@app.get("/results/{number}")
async def wait(number: int) -> int:
    """Wait for a result: that is more than asking."""
    return AsyncResult(str(number), app=queue).get(timeout=5)  # expect: FAPI111


@app.post("/silent/{number}")
async def silent(number: int, tasks: BackgroundTasks) -> int:
    """Build, compute, and hand over."""
    canvas = chain(add.s(number, 1), double.s())
    await run_in_threadpool(canvas.delay)
    await run_in_threadpool(enqueue, number)
    tasks.add_task(enqueue, number)
    return add(number, 1)


@app.post("/plain/{number}")
def plain(number: int) -> str:
    """A plain handler."""
    return add.delay(number, 1).id
