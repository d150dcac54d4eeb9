"""Generators do nothing when they are made; what they do happens to whoever iterates."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import asyncio
import time
import requests
from fastapi.responses import StreamingResponse


def slow():
    time.sleep(1)
    yield requests.Session()


def delegating():
    yield from slow()


def never():
    return
    yield


def dead():
    if False:
        yield 1
    time.sleep(1)


async def asynchronous():
    time.sleep(1)  # expect: FAPI101
    yield requests.Session()


class Lines:
    def __iter__(self):
        time.sleep(1)
        yield "line"


class Steps:
    def __iter__(self): return self
    def __next__(self): time.sleep(1)


"""


@pytest.mark.parametrize(
    "body",
    [
        "for _ in slow():  # expect: FAPI109\n    pass",
        "for _ in delegating():  # expect: FAPI109\n    pass",
        "list(slow())  # expect: FAPI109",
        "sorted(slow())  # expect: FAPI109",
        "any(slow())  # expect: FAPI109",
        "next(slow())  # expect: FAPI109",
        "[_ for _ in slow()]  # expect: FAPI109",
        "{_: 1 for _ in slow()}  # expect: FAPI109",
        "print(*slow())  # expect: FAPI109",
        "made = slow()\nfor _ in made:  # expect: FAPI109\n    pass",
        "list(_ for _ in slow())  # expect: FAPI109",
        "list(time.sleep(_) for _ in [1])  # expect: FAPI101",
        "for _ in dead():  # expect: FAPI109\n    pass",
        "for _ in Lines():  # expect: FAPI109\n    pass",
        "for _ in Steps():  # expect: FAPI109\n    pass",
        "for client in slow():  # expect: FAPI109\n    client.get('u')  # expect: FAPI102",
        "for client in delegating():  # expect: FAPI109\n    client.get('u')  # expect: FAPI102",
        "async for client in asynchronous():\n    client.get('u')  # expect: FAPI102",
    ],
)
def test_iterating_runs_a_generator(files: ProjectFiles, body: str) -> None:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    files.verify({"main.py": f"{HEAD}async def handler():\n{indented}"})


@pytest.mark.parametrize(
    "body",
    [
        "slow()",
        "made = slow()",
        "dead()",
        "delegating()",
        "return slow()",
        "StreamingResponse(slow())",
        "(time.sleep(_) for _ in [1])",
        "for _ in never():\n    pass",
        "await asyncio.to_thread(list, slow())",
        "return StreamingResponse(_ for _ in slow())",
    ],
)
def test_making_a_generator_does_nothing(files: ProjectFiles, body: str) -> None:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    files.verify({"main.py": f"{HEAD}async def handler():\n{indented}"})


def test_a_generator_is_followed_through_functions_and_files(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": """
                import time

                def lines():
                    for number in range(3):
                        time.sleep(number)
                        yield number

                def make(): return lines()
                def consume(): return sum(lines())
            """,
            "main.py": """
                from helpers import consume, lines, make

                async def handler():
                    make()
                    list(make())  # expect: FAPI109
                    consume()  # expect: FAPI109
                    yield lines()
            """,
        }
    )


@pytest.mark.parametrize("item", ["requests.Session()", "1"])
def test_a_generator_handed_to_a_function_runs_where_that_iterates(files: ProjectFiles, item: str) -> None:
    body = f"""def lines():
    time.sleep(1)
    yield {item}


def run(source):
    return list(source)


def keep(source):
    return source


async def handler():
    keep(lines())
    run(lines())  # expect: FAPI109
"""
    files.verify({"main.py": HEAD + body})
