"""Models that a thread loads: the event loop is free, and each request loads its own all the same."""

import asyncio
from typing import Any

import joblib
from fastapi import BackgroundTasks, FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
models: dict[str, Any] = {}


def load(name: str) -> Any:
    """Load one."""
    return joblib.load(f"{name}.model")


def load_once(name: str) -> Any:
    """Load one, and remember it."""
    if name not in models:
        models[name] = joblib.load(f"{name}.model")
    return models[name]


@app.get("/helper/{name}")
async def helper(name: str) -> str:
    """A function of the project in a thread."""
    return str(await asyncio.to_thread(load, name))  # expect: FAPI208


@app.get("/library/{name}")
async def library(name: str) -> str:
    """The library's own function in a thread."""
    return str(await run_in_threadpool(joblib.load, name))  # expect: FAPI208


@app.get("/lambda/{name}")
async def from_lambda(name: str) -> str:
    """In a lambda."""
    return str(await run_in_threadpool(lambda: load(name)))  # expect: FAPI208


@app.get("/executor/{name}")
async def executor(name: str) -> str:
    """In an executor of the loop."""
    return str(await asyncio.get_running_loop().run_in_executor(None, load, name))  # expect: FAPI208


@app.get("/task/{name}")
def task(name: str, tasks: BackgroundTasks) -> str:
    """In a background task."""
    tasks.add_task(load, name)  # expect: FAPI208
    return name


@app.get("/once/{name}")
async def once(name: str) -> str:
    """Remembered."""
    return str(await run_in_threadpool(load_once, name))


def load_both(name: str) -> tuple[Any, str]:
    """Give it with something else."""
    return joblib.load(f"{name}.model"), name


@app.get("/unpacked/{name}")
async def unpacked(name: str) -> str:
    """What comes out of a tuple is kept nowhere else."""
    model, found = await asyncio.to_thread(load_both, name)  # expect: FAPI208
    return f"{model} {found}"
