"""What decorators make of a function, for those who call it."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import asyncio
import contextlib
import functools
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from functools import wraps
from starlette.concurrency import run_in_threadpool

executor = ThreadPoolExecutor()


"""

DECORATORS = """
def wrapping(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


def without_wraps(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


def registering(function):
    names.append(function)
    return function


def retrying(times=3, wait=None):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            for _ in range(times):
                try:
                    return function(*args, **kwargs)
                except ValueError:
                    pass
        return wrapper
    return decorate


def sleeping(function):
    def wrapper(*args):
        time.sleep(1)
        return function(*args)
    return wrapper


def offloading(function):
    @wraps(function)
    async def wrapper(*args, **kwargs):
        return await run_in_threadpool(function, *args, **kwargs)
    return wrapper


def to_thread(function):
    @wraps(function)
    async def wrapper(*args, **kwargs):
        return await asyncio.to_thread(functools.partial(function, *args, **kwargs))
    return wrapper


def in_executor(function):
    def wrapper(*args):
        return asyncio.get_running_loop().run_in_executor(executor, function, *args)
    return wrapper


def submitting(function):
    def wrapper(*args):
        return executor.submit(function, *args)
    return wrapper


def replacing(function):
    return lambda *args: 1


class Calling:
    def __init__(self, function): self.function = function
    def __call__(self, *args): return self.function(*args)


class Parametrised:
    def __init__(self, times): self.times = times
    def __call__(self, function):
        def wrapper(*args): return function(*args)
        return wrapper


"""


@pytest.mark.parametrize(
    "decorator",
    [
        "@wrapping",
        "@without_wraps",
        "@registering",
        "@retrying()",
        "@retrying(times=5)",
        "@Calling",
        "@Parametrised(3)",
        "@wrapping\n@retrying()",
        "@functools.wraps(print)",
        "@unknown.decorator",
        "@unknown('text')",
    ],
)
def test_a_decorated_function_still_blocks(files: ProjectFiles, decorator: str) -> None:
    body = (
        f"{decorator}\ndef block(x=1): time.sleep(1)\n\nasync def handler():\n"
        f"    block()  # expect: FAPI109\n"
    )
    files.verify({"main.py": HEAD + DECORATORS + body})


@pytest.mark.parametrize(
    ("decorator", "call"),
    [
        ("@offloading", "await block()"),
        ("@to_thread", "await block()"),
        ("@in_executor", "await block()"),
        ("@submitting", "block()"),
        ("@replacing", "block()"),
        ("@wrapping\n@offloading", "await block()"),
        ("@offloading\n@wrapping", "await block()"),
    ],
)
def test_a_function_that_its_decorator_takes_off_the_loop(
    files: ProjectFiles, decorator: str, call: str
) -> None:
    body = f"{decorator}\ndef block(x=1): time.sleep(1)\n\nasync def handler():\n    {call}\n"
    files.verify({"main.py": HEAD + DECORATORS + body})


def test_a_decorator_may_add_blocking_of_its_own(files: ProjectFiles) -> None:
    body = "@sleeping\ndef quick(): return 1\n\nasync def handler():\n    quick()  # expect: FAPI109\n"
    files.verify({"main.py": HEAD + DECORATORS + body})


@pytest.mark.parametrize(
    ("indented", "called", "name"),
    [
        ("@wrapping\n    def block(self): time.sleep(1)", "Depot().block()", "Depot.block"),
        ("@classmethod\n    @wrapping\n    def block(cls): time.sleep(1)", "Depot.block()", "Depot.block"),
        ("@staticmethod\n    @wrapping\n    def block(): time.sleep(1)", "Depot.block()", "Depot.block"),
    ],
)
def test_a_wrapped_method_keeps_its_name(files: ProjectFiles, indented: str, called: str, name: str) -> None:
    """Messages name what stands in the code, not the function that its decorator has put there."""
    body = f"class Depot:\n    {indented}\n\nasync def handler():\n    {called}\n"
    files.write({"main.py": HEAD + DECORATORS + body})
    [found] = files.check_all()
    assert found.finding.message.startswith(f"{name}() blocks the event loop: ")


def test_decorators_from_another_file(files: ProjectFiles) -> None:
    files.verify(
        {
            "decorators.py": HEAD + DECORATORS,
            "main.py": """
                import time
                import decorators
                from decorators import offloading, retrying as retry

                @retry()
                def blocks(): time.sleep(1)

                @decorators.offloading
                def is_offloaded(): time.sleep(1)

                class Service:
                    @retry(times=2)
                    def blocks(self): time.sleep(1)

                    @offloading
                    def is_offloaded(self): time.sleep(1)

                async def handler(service: Service):
                    blocks()  # expect: FAPI109
                    await is_offloaded()
                    service.blocks()  # expect: FAPI109
                    await service.is_offloaded()
            """,
        }
    )


def test_context_managers_block_when_they_are_entered(files: ProjectFiles) -> None:
    body = """@contextmanager
def managed():
    time.sleep(1)
    yield 1


@contextlib.contextmanager
def releasing():
    try:
        yield 1
    finally:
        time.sleep(1)


@contextmanager
def rolling_back():
    try:
        yield 1
    except ValueError:
        time.sleep(1)
        raise


@asynccontextmanager
async def asynchronous():
    time.sleep(1)  # expect: FAPI101
    yield 1


class Managed:
    def __enter__(self): time.sleep(1)
    def __exit__(self, *error): ...


class Releasing:
    def __enter__(self): return self
    def __exit__(self, *error): time.sleep(1)


async def handler():
    with managed():  # expect: FAPI109
        pass
    with releasing() as x, managed() as y:  # expect: FAPI109, FAPI109
        pass
    with rolling_back():
        pass
    async with asynchronous():
        pass
    with Managed():  # expect: FAPI109
        pass
    with Releasing():  # expect: FAPI109
        pass
    managed()
    made = managed()
    with made:  # expect: FAPI109
        pass
"""
    files.verify({"main.py": HEAD + body})


def test_decorators_that_make_no_sense_are_survived(files: ProjectFiles) -> None:
    body = """def itself(function): return itself(function)
def nothing(): ...
def none(function): return None


@itself
@nothing
@none
@(lambda f: f)
@missing[0]("x").y
@decorated
def decorated(): time.sleep(1)


class Service:
    @property
    @staticmethod
    @classmethod
    def odd(self): time.sleep(1)


async def handler(service: Service):
    decorated()
    service.odd
    Service.odd
"""
    files.write({"main.py": HEAD + body})
    assert {each.code for each in files.check("main.py")} <= {"FAPI109"}
