"""Pools that are given a function still wait for its results: at once, or while these are iterated."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

from fastapi import FastAPI

app = FastAPI()
executor = ThreadPoolExecutor()
pool = ThreadPool(2)


def square(number: int) -> int:
    """A bit of work."""
    return number * number


def squares(numbers: list[int]) -> list[int]:
    """The results of all, waited for."""
    with ThreadPoolExecutor() as workers:
        return list(workers.map(square, numbers))


def later(numbers: list[int]) -> Iterator[int]:
    """The results as they come."""
    return pool.imap(square, numbers)


@app.get("/at-once")
async def at_once() -> list[int]:
    """Everything that waits."""
    found = pool.map(square, [1, 2])  # expect: FAPI111
    found += pool.starmap(square, [(1,), (2,)])  # expect: FAPI111
    found.append(pool.apply(square, (3,)))  # expect: FAPI111
    found += list(executor.map(square, [4]))  # expect: FAPI111
    for each in pool.imap(square, [5]):  # expect: FAPI111
        found.append(each)
    found += [each for each in later([6])]  # expect: FAPI111
    return found + squares([7])  # expect: FAPI111


@app.get("/started")
async def started() -> str:
    """Work that is only started."""
    executor.submit(square, 1)
    pool.apply_async(square, (2,))
    results = executor.map(square, [3])
    more = pool.imap(square, [4])
    return f"{type(results).__name__} {type(more).__name__}"


@app.get("/in-a-thread")
def in_a_thread() -> list[int]:
    """A path operation that may wait."""
    return pool.map(square, [1, 2]) + squares([3])
