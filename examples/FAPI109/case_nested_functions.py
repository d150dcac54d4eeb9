"""Functions in functions: calling one blocks, handing it over does not.

Closures, nested coroutines, lambdas, decorators that wrap, decorators that offload.
"""

import asyncio
import functools
import time
from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


def timed(function: Callable[..., int]) -> Callable[..., int]:
    """Wrap a function in one that calls it."""

    @functools.wraps(function)
    def wrapper(*args: int, **kwargs: int) -> int:
        started = time.perf_counter()
        result = function(*args, **kwargs)
        print(f"{function.__name__}: {time.perf_counter() - started:.3f} s")
        return result

    return wrapper


def in_threadpool(function: Callable[..., int]) -> Callable[..., Awaitable[int]]:
    """Turn a function that blocks into a coroutine function that does not."""

    @functools.wraps(function)
    async def wrapper(*args: int) -> int:
        return await run_in_threadpool(function, *args)

    return wrapper


@timed
def slow_double(number: int) -> int:
    """Block, under a decorator that changes nothing about that."""
    time.sleep(0.1)
    return number * 2


@in_threadpool
def slow_triple(number: int) -> int:
    """Block, under a decorator that sends it to a thread."""
    time.sleep(0.1)
    return number * 3


@app.get("/closure/{number}")
async def closure(number: int) -> int:
    """Call the nested function."""

    def slow() -> int:
        time.sleep(0.1)
        return number

    return slow()  # expect: FAPI109


@app.get("/handed-over/{number}")
async def handed_over(number: int) -> int:
    """Hand the nested function over."""

    def slow() -> int:
        time.sleep(0.1)
        return number

    return await run_in_threadpool(slow)


@app.get("/both/{number}")
async def both(number: int) -> int:
    """Do the one, then the other."""

    def slow(factor: int = 1) -> int:
        time.sleep(0.1)
        return number * factor

    in_a_thread = await asyncio.to_thread(slow, 2)
    on_the_loop = slow(3)  # expect: FAPI109
    return in_a_thread + on_the_loop


@app.get("/coroutine/{number}")
async def nested_coroutine(number: int) -> int:
    """A nested coroutine is reported where it blocks, not where it is awaited."""

    async def slow() -> int:
        time.sleep(0.1)  # expect: FAPI101
        return number

    return await slow()


@app.get("/gathered/{number}")
async def gathered(number: int) -> list[int]:
    """Gathering coroutines that block runs one after the other."""

    async def one(factor: int) -> int:
        return slow_double(number * factor)  # expect: FAPI109

    return await asyncio.gather(*(one(factor) for factor in range(3)))


@app.get("/lambda/{number}")
async def lambda_called(number: int) -> int:
    """A lambda that is called here."""
    slow = lambda: slow_double(number)  # noqa: E731
    return slow()  # expect: FAPI109


@app.get("/lambda-handed-over/{number}")
async def lambda_handed_over(number: int) -> int:
    """A lambda that is handed over."""
    return await run_in_threadpool(lambda: slow_double(number))


@app.get("/wrapped/{number}")
async def wrapped(number: int) -> int:
    """A decorated function blocks as before."""
    return slow_double(number)  # expect: FAPI109


@app.get("/offloaded/{number}")
async def offloaded(number: int) -> int:
    """A decorated function that has become a coroutine function."""
    return await slow_triple(number)


@app.get("/sorted/{number}")
async def sort_key(number: int) -> list[int]:
    """A plain function that is handed to one that calls it at once."""
    return sorted([number, 1], key=slow_double)  # expect: FAPI109
