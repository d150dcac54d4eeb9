"""Uses objects of another file, and one of its own."""

from fastapi import FastAPI
from stores import Jobs, careful, guarded, users, version

app = FastAPI()
jobs = Jobs("jobs.db")


@app.post("/jobs/{number}")
def add_job(number: int) -> None:
    """By way of a helper."""
    note(number)


def note(number: int) -> None:
    """Note a job."""
    jobs.add(number)


@app.get("/totals")
def totals() -> str:
    """Ask all of them."""
    return f"{users.count()} {guarded.total()} {careful.total()} {version.text()}"
