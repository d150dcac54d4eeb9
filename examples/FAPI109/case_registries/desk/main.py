"""Functions and classes that were registered by a decorator, in another file, and are found by name."""

from fastapi import FastAPI

from desk import jobs
from desk.registry import JOBS, KINDS, signals

app = FastAPI()


@app.post("/jobs/{name}")
async def run_job(name: str) -> object:
    """Run a function by its name."""
    return JOBS[name]()  # expect: FAPI109


@app.post("/imports/{name}")
async def run_import(name: str) -> object:
    """Run a method of a class by its name."""
    return KINDS[name]().run()  # expect: FAPI109


@app.post("/signals")
async def send() -> str:
    """Run whoever is registered."""
    signals.send()  # expect: FAPI109
    return jobs.URL
