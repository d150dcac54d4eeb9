"""Other tasks that retry: shared tasks, classes, by name, without throwing; and things that only look like it."""

import celery
from celery import Celery, Task, shared_task
from fastapi import FastAPI

app = FastAPI()
worker = Celery("tasks", broker="memory://", backend="cache+memory://")
log: list[str] = []


class Logged(Task):
    """A task of our own."""

    def run(self, number: int) -> int:
        """A method."""
        if number < 0:
            self.retry(countdown=1)  # expect: FAPI407
            log.append("again")
        return number


class Client:
    """Not a task."""

    def retry(self) -> None:
        """Do it once more."""


@shared_task(bind=True)
def shared(self, number: int) -> int:  # noqa: ANN001
    """An untyped `self`."""
    try:
        return 1 // number
    except ZeroDivisionError:
        self.retry()  # expect: FAPI407
        return 0 * number


@celery.shared_task(bind=True, name="later")
def later(task: Task, number: int) -> int:
    """Another name for itself; a nested function."""

    def again() -> None:
        task.retry(throw=True)  # expect: FAPI407
        log.append("again")

    if number:
        again()
    return number


@worker.task
def by_name(number: int) -> None:
    """Not bound."""
    if number:
        by_name.retry()  # expect: FAPI407
        log.append("again")


@worker.task(bind=True)
def silent(self: Task, client: Client, number: int) -> int:
    """All of this is right."""
    client.retry()
    log.append("client")
    if number == 1:
        raise self.retry()
    if number == 2:
        self.retry(throw=False)
        log.append("again")
    if number == 3:
        self.retry()
    elif number == 4:
        self.retry()
        return
    if number == 5:
        return self.retry()
    try:
        self.retry()
    except celery.exceptions.MaxRetriesExceededError:
        log.append("given up")
    return number
