"""Other tasks without a bound, and tasks that have one."""

import requests
from celery import Celery, Task, shared_task
from fastapi import FastAPI

app = FastAPI()
worker = Celery("tasks", broker="memory://", backend="cache+memory://")
FOR_EVER = None


@shared_task(
    bind=True,
    max_retries=FOR_EVER,  # expect: FAPI409
)
def with_constant(self: Task) -> None:
    """A constant."""
    raise self.retry()


@worker.task(bind=True)
def at_retry(self: Task) -> None:
    """Given where it is tried again."""
    raise self.retry(max_retries=None)  # expect: FAPI409


@worker.task(autoretry_for=(Exception,), max_retries=5)  # expect: FAPI409
def automatic() -> None:
    """After everything."""


@worker.task(bind=True)
def bare(self: Task) -> int:
    """A bare `except` around everything."""
    try:
        number = int(self.request.id)
        return number + 1
    except:  # noqa: E722  # expect: FAPI409
        self.retry()
    return 0


@worker.task(autoretry_for=(requests.ConnectionError, TimeoutError), retry_backoff=True)
def named() -> None:
    """Only what may pass; Celery's default are three attempts."""


@worker.task(bind=True, max_retries=10)
def part(self: Task, number: int) -> int:
    """A broad `except` around a part."""
    doubled = number * 2
    try:
        doubled += int(self.request.id)
    except Exception as error:  # noqa: BLE001
        raise self.retry(exc=error) from error
    return doubled
