"""A set holds each task until it is done, and errors in it are seen then.

Beyond the guide; compare 5. Background Task Decision Matrix, "BackgroundTasks pattern", for the simpler way.
"""

import asyncio
import logging

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)
outbox: list[str] = []
running: set[asyncio.Task[None]] = set()


async def send_receipt(order: int) -> None:
    """Take a while to send something."""
    await asyncio.sleep(0)
    outbox.append(f"receipt {order}")


def finish(task: asyncio.Task[None]) -> None:
    """Let the task go, and tell when it failed."""
    running.discard(task)
    if not task.cancelled() and task.exception() is not None:
        logger.error("a receipt was not sent", exc_info=task.exception())


@app.post("/orders/{order}", status_code=202)
async def create_order(order: int) -> int:
    """Start a task and hold it."""
    task = asyncio.create_task(send_receipt(order))
    running.add(task)
    task.add_done_callback(finish)
    return order


@app.post("/refunds/{order}", status_code=202)
async def create_refund(order: int, tasks: BackgroundTasks) -> int:
    """Let Starlette run it after the response, and hold it."""
    tasks.add_task(send_receipt, -order)
    return order
