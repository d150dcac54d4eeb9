"""Calls among the arguments that are right: nothing here may be reported.

What is called gives something to call, or is an argument of the function that is passed.
"""

import asyncio
import functools
import operator
from collections.abc import Callable
from functools import partial

import anyio.to_thread
from asgiref.sync import sync_to_async
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
Job = Callable[[], int]


def work(number: int = 1) -> int:
    """Return a number."""
    return number


def make_job(number: int) -> Job:
    """Return a function, and say so."""
    return lambda: work(number)


def make_unannotated(number: int):
    """Return a function, and say nothing."""

    def job() -> int:
        return work(number)

    return job


def choose(name: str):
    """Return one function or the other."""
    return work if name == "work" else len


class Task:
    """Can be called."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __call__(self) -> int:
        """Return the number."""
        return self.number

    def job(self) -> Job:
        """Return a bound method."""
        return self.__call__


jobs: dict[str, Job] = {"work": work}


@app.get("/factories/{number}")
async def factories(number: int) -> list[int]:
    """Functions that return functions."""
    return [
        await run_in_threadpool(make_job(number)),
        await run_in_threadpool(make_unannotated(number)),
        await run_in_threadpool(choose("work"), number),
        await asyncio.to_thread(Task(number)),
        await asyncio.to_thread(Task(number).job()),
        await run_in_threadpool(jobs.get("work", work)),
        await run_in_threadpool(getattr(operator, "neg"), number),  # noqa: B009
    ]


@app.get("/partials/{number}")
async def partials(number: int) -> list[int]:
    """Functions of the standard library that return functions."""
    return [
        await run_in_threadpool(partial(work, number)),
        await asyncio.to_thread(functools.partial(work, number=number)),
        await asyncio.get_running_loop().run_in_executor(None, partial(work, number)),
        await run_in_threadpool(operator.itemgetter(0), [number]),
        await run_in_threadpool(operator.methodcaller("bit_length"), number),
        await anyio.to_thread.run_sync(lambda: work(number)),
        await sync_to_async(partial(work, number))(),
        await run_in_threadpool(functools.lru_cache(work), number),
    ]


@app.get("/arguments/{number}")
async def arguments(number: int) -> list[int]:
    """Arguments that are computed here: they cost nothing."""
    return [
        await run_in_threadpool(work, work(number)),
        await run_in_threadpool(work, number=abs(number)),
        await asyncio.to_thread(max, range(number + 1), default=0),
    ]
