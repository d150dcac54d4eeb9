"""Queues the task."""

from fastapi import FastAPI

from jobs.tasks import work

app = FastAPI()


@app.post("/jobs/{number}")
def create(number: int) -> None:
    """Queue."""
    work.delay(number)
