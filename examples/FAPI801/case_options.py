"""Options in a dictionary, where it is written out and left as it is."""

import os

import uvicorn
from fastapi import FastAPI

app = FastAPI()
OPTIONS = {"host": "127.0.0.1", "workers": 3}


def with_reload() -> None:
    """Of the function's own."""
    options = {"reload": True}
    uvicorn.run(app, **options)  # expect: FAPI801


def with_workers() -> None:
    """Of the file's."""
    uvicorn.run(app, **OPTIONS)  # expect: FAPI801


def with_one() -> None:
    """One process can take the object."""
    options = {"workers": 1}
    uvicorn.run(app, **options)


def with_changes() -> None:
    """What is changed is not known."""
    options = {"reload": True}
    options["reload"] = os.environ.get("RELOAD") == "yes"
    uvicorn.run(app, **options)
