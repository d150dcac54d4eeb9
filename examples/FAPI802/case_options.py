"""Options, commands and settings that name the class; texts that only speak of it."""

import os
import subprocess
from types import SimpleNamespace

from fastapi import FastAPI

app = FastAPI()
configuration = SimpleNamespace(set=print)

options = {
    "bind": "0.0.0.0:8000",
    "worker_class": "uvicorn.workers.UvicornH11Worker",  # expect: FAPI802
}
options["worker_class"] = "uvicorn.workers.UvicornWorker"  # expect: FAPI802
configuration.set("worker_class", "uvicorn.workers.UvicornWorker")  # expect: FAPI802
worker_class = os.getenv("WORKER_CLASS", "uvicorn.workers.UvicornWorker")  # expect: FAPI802
DEFAULT_WORKER_CLASS: str = "uvicorn.workers.UvicornWorker"  # expect: FAPI802
settings = dict(workers=2, worker_class="uvicorn.workers.UvicornWorker")  # expect: FAPI802
fast = os.getenv("FAST") == "1"
options["worker_class"] = "asgi" if fast else "uvicorn.workers.UvicornWorker"  # expect: FAPI802

COMMAND = [
    "gunicorn",
    "-k",
    "uvicorn.workers.UvicornWorker",  # expect: FAPI802
    "main:app",
]


def start() -> None:
    command = "gunicorn main:app --worker-class uvicorn.workers.UvicornWorker"  # expect: FAPI802
    subprocess.run(command.split(), check=True)
    subprocess.run(
        ["gunicorn", "--worker-class=uvicorn.workers.UvicornWorker", "main:app"]  # expect: FAPI802
    )


def worker() -> type:
    from uvicorn.workers import UvicornWorker  # expect: FAPI802

    return UvicornWorker


def describe(name: str) -> str:
    """Once we had --worker-class uvicorn.workers.UvicornWorker here."""
    if name == "uvicorn.workers.UvicornWorker":
        return "deprecated: uvicorn.workers.UvicornWorker"
    known = {"uvicorn.workers.UvicornWorker": "old"}
    return known.get(name, "uvicorn.workers.MyWorker")
