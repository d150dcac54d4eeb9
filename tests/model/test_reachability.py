"""Code that is never reached does nothing."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import os
import sys
import time
import typing
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

DEBUG = False
ENABLED = True
CHANGED = False
SEVERAL = False
SEVERAL = other()


def change():
    global CHANGED
    CHANGED = True


def fail(): raise ValueError
def fail_somehow(x):
    if x:
        raise ValueError
    else:
        return fail()
def leave() -> NoReturn: sys.exit(1)


"""


@pytest.mark.parametrize(
    "body",
    [
        "return 1\ntime.sleep(1)",
        "raise ValueError\ntime.sleep(1)",
        "if False:\n    time.sleep(1)",
        "if 0:\n    time.sleep(1)",
        "if not True:\n    time.sleep(1)",
        "if x and False:\n    time.sleep(1)",
        "if True or x:\n    pass\nelse:\n    time.sleep(1)",
        "if TYPE_CHECKING:\n    time.sleep(1)",
        "if typing.TYPE_CHECKING:\n    time.sleep(1)",
        "if DEBUG:\n    time.sleep(1)",
        "if not ENABLED:\n    time.sleep(1)",
        "while False:\n    time.sleep(1)",
        "False and time.sleep(1)",
        "True or time.sleep(1)",
        "1 if True else time.sleep(1)",
        "if x:\n    return 1\nelse:\n    raise ValueError\ntime.sleep(1)",
        "if x:\n    return 1\nelif x is None:\n    return 2\nelse:\n    return 3\ntime.sleep(1)",
        "while True:\n    pass\ntime.sleep(1)",
        "while True:\n    while x:\n        break\ntime.sleep(1)",
        "for _ in x:\n    continue\n    time.sleep(1)",
        "for _ in x:\n    break\n    time.sleep(1)",
        "try:\n    return 1\nfinally:\n    pass\ntime.sleep(1)",
        "try:\n    return 1\nexcept ValueError:\n    return 2\ntime.sleep(1)",
        "try:\n    raise ValueError\nexcept ValueError:\n    raise\nelse:\n    time.sleep(1)",
        "with x:\n    return 1\ntime.sleep(1)",
        "match x:\n    case 1:\n        return 1\n    case _:\n        return 2\ntime.sleep(1)",
        "fail()\ntime.sleep(1)",
        "fail_somehow(x)\ntime.sleep(1)",
        "assert False\ntime.sleep(1)",
    ],
)
def test_dead_code_is_silent(files: ProjectFiles, body: str) -> None:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    files.verify({"main.py": f"{HEAD}async def handler(x):\n{indented}"})


@pytest.mark.parametrize(
    "body",
    [
        "if x:\n    return 1\ntime.sleep(1)  # expect: FAPI101",
        "if True:\n    time.sleep(1)  # expect: FAPI101",
        "if not TYPE_CHECKING:\n    time.sleep(1)  # expect: FAPI101",
        "if CHANGED:\n    time.sleep(1)  # expect: FAPI101",
        "if SEVERAL:\n    time.sleep(1)  # expect: FAPI101",
        "DEBUG = x\nif DEBUG:\n    time.sleep(1)  # expect: FAPI101",
        "flag = False\nfor _ in x:\n    if flag:\n        time.sleep(1)  # expect: FAPI101\n    flag = True",
        "while True:\n    if x:\n        break\ntime.sleep(1)  # expect: FAPI101",
        "while True:\n    for _ in x:\n        pass\n    else:\n        break\n"
        "time.sleep(1)  # expect: FAPI101",
        "for _ in x:\n    return 1\ntime.sleep(1)  # expect: FAPI101",
        "for _ in x:\n    pass\nelse:\n    time.sleep(1)  # expect: FAPI101",
        "try:\n    raise ValueError\nexcept ValueError:\n    pass\ntime.sleep(1)  # expect: FAPI101",
        "try:\n    return 1\nexcept ValueError:\n    time.sleep(1)  # expect: FAPI101",
        "try:\n    return 1\nfinally:\n    time.sleep(1)  # expect: FAPI101",
        "try:\n    fail()\nfinally:\n    time.sleep(1)  # expect: FAPI101",
        "try:\n    pass\nexcept* ValueError:\n    time.sleep(1)  # expect: FAPI101",
        "with suppress(ValueError):\n    raise ValueError\ntime.sleep(1)  # expect: FAPI101",
        "match x:\n    case 1:\n        return 1\ntime.sleep(1)  # expect: FAPI101",
        "match x:\n    case 1 if x:\n        time.sleep(1)  # expect: FAPI101",
        "x and time.sleep(1)  # expect: FAPI101",
        "False or time.sleep(1)  # expect: FAPI101",
        "if os.environ.get('DEBUG'):\n    time.sleep(1)  # expect: FAPI101",
        "async with x:\n    time.sleep(1)  # expect: FAPI101",
        "async for _ in x:\n    time.sleep(1)  # expect: FAPI101",
        "class Local:\n    time.sleep(1)  # expect: FAPI101",
        "x[time.sleep(1)] = 1  # expect: FAPI101",
        "x.y[1:time.sleep(1)]  # expect: FAPI101",
        "x += time.sleep(1)  # expect: FAPI101",
        "f'{time.sleep(1)}'  # expect: FAPI101",
        "f'{x:{time.sleep(1)}}'  # expect: FAPI101",
        "return [time.sleep(1)]  # expect: FAPI101",
        "raise ValueError(time.sleep(1))  # expect: FAPI101",
        "assert time.sleep(1)  # expect: FAPI101",
        "assert x, time.sleep(1)  # expect: FAPI101",
        "del x[time.sleep(1)]  # expect: FAPI101",
        "print(*[time.sleep(1)], **{'a': 1})  # expect: FAPI101",
        "lambda: time.sleep(1)",
        "[time.sleep(1) for _ in x]  # expect: FAPI101",
        "[1 for _ in x if time.sleep(1)]  # expect: FAPI101",
        "{time.sleep(1): 1 for _ in x}  # expect: FAPI101",
        "x = yield time.sleep(1)  # expect: FAPI101",
        "def inner(a=time.sleep(1)): ...  # expect: FAPI101",
        "1 < time.sleep(1) < 2  # expect: FAPI101",
        "-time.sleep(1)  # expect: FAPI101",
        "await x(time.sleep(1))  # expect: FAPI101",
        "(y := time.sleep(1))  # expect: FAPI101",
        "x: int = time.sleep(1)  # expect: FAPI101",
        "x.y = time.sleep(1)  # expect: FAPI101",
        "x, *y = time.sleep(1)  # expect: FAPI101",
        "time.sleep(1).x().y  # expect: FAPI101",
    ],
)
def test_code_that_may_run_counts_wherever_it_stands(files: ProjectFiles, body: str) -> None:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    files.verify({"main.py": f"{HEAD}async def handler(x):\n{indented}"})
