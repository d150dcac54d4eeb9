"""What is behind branches in several functions, one after the other, hardly ever happens to a caller."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = "import requests\n\n\n"

CALLER = "from helpers import top\n\n\nasync def handler(request):\n    top(request){expected}\n"


def function(name: str, body: str) -> str:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    return f"def {name}(request):\n{indented}\n\n"


ONE_OF_MANY = "if request.a:\n    pass\nelif request.b:\n    pass\nelif request.c:\n    {call}"
EITHER = "if request.a:\n    {call}\nelse:\n    {call}"


@pytest.mark.parametrize(
    ("bottom", "middle", "top", "is_silent"),
    [
        ("{call}", "{call}", "{call}", False),
        ("if request.a:\n    {call}", "{call}", "{call}", False),
        ("if request.a:\n    {call}", "if request.b:\n    {call}", "{call}", False),
        ("if request.a:\n    {call}", "if request.b:\n    {call}", "if request.c:\n    {call}", True),
        (ONE_OF_MANY, "{call}", "{call}", False),
        (ONE_OF_MANY, "if request.b:\n    {call}", "{call}", True),
        (EITHER, EITHER, EITHER, False),
        (EITHER, "if request.b:\n    {call}", "if request.c:\n    {call}", False),
        # The usual way is no branch.
        ("if request.a:\n    {call}\n    return 1\nraise ValueError", EITHER, ONE_OF_MANY, False),
    ],
)
def test_branches_in_functions_that_call_each_other(
    files: ProjectFiles, bottom: str, middle: str, top: str, is_silent: bool
) -> None:
    text = HEAD
    text += function("bottom", bottom.format(call="requests.get(request.url)"))
    text += function("middle", middle.format(call="bottom(request)"))
    text += function("top", top.format(call="middle(request)"))
    expected = "" if is_silent else "  # expect: FAPI109"
    files.verify({"helpers.py": text, "main.py": CALLER.format(expected=expected)})


def test_branches_of_the_coroutine_itself_do_not_count(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import requests

                def bottom(request):
                    if request.a:
                        requests.get(request.url)

                def top(request):
                    if request.b:
                        bottom(request)

                async def handler(request):
                    if request.c:
                        if request.d:
                            if request.e:
                                top(request)  # expect: FAPI109
            """,
        }
    )


def test_a_file_that_is_read_either_way(files: ProjectFiles) -> None:
    """A file matters to callers only when it is read for certain."""
    files.verify(
        {
            "main.py": """
                def load(name, binary):
                    if binary:
                        with open(name, "rb") as file:
                            return file.read()
                    else:
                        with open(name) as file:
                            return file.read()

                def maybe(name, binary):
                    if binary:
                        with open(name, "rb") as file:
                            return file.read()

                async def handler(name, binary):
                    maybe(name, binary)
                    return load(name, binary)  # expect: FAPI109
            """,
        }
    )


@pytest.mark.parametrize(
    ("test", "is_silent"),
    [
        ('if "SECRETS_COMMAND" in os.environ:', True),
        ('if os.getenv("SECRETS_COMMAND"):', True),
        ('if os.environ.get("SECRETS_COMMAND"):', True),
        ('if "SECRETS_COMMAND" in settings:', False),
    ],
)
def test_what_only_a_variable_of_the_environment_brings_about(
    files: ProjectFiles, test: str, is_silent: bool
) -> None:
    """One such branch is told to callers, with another branch behind it no more."""
    expected = "" if is_silent else "  # expect: FAPI109"
    files.verify(
        {
            "main.py": f"""
                import os
                import requests

                settings = {{}}

                def load(name):
                    {test}
                        return requests.get(name)
                    return name

                def maybe(name):
                    if name:
                        return load(name)
                    return name.upper()

                async def handler(name):
                    maybe(name){expected}

                async def direct(name):
                    load(name)  # expect: FAPI109
            """,
        }
    )


def test_sleeps_of_milliseconds(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time

                def brief():
                    time.sleep(0.001)

                def long():
                    time.sleep(0.5)

                async def handler():
                    brief()
                    long()  # expect: FAPI109
                    time.sleep(0.001)  # expect: FAPI101
            """,
        }
    )


EXISTENCE = """
import os
import os.path as paths
from os.path import exists, isfile as is_there
from pathlib import Path

import ahocorasick


class Marks:
    def exists(self, name): return name in ("a", "b")


def load(name: str, words: ahocorasick.Automaton, marks: Marks, unknown):
    path = Path(name)
    if {test}:
        return path.read_text()
    return name.upper()


async def handler(name: str, words: ahocorasick.Automaton, marks: Marks, unknown):
    load(name, words, marks, unknown){expected}
"""


@pytest.mark.parametrize(
    ("test", "asks_for_file"),
    [
        ("path.exists()", True),
        ("path.is_file()", True),
        ("os.path.isfile(name)", True),
        ("paths.exists(name)", True),
        ("exists(name)", True),
        ("is_there(name)", True),
        ("words.exists(name)", False),
        ("marks.exists(name)", False),
        ("unknown.exists(name)", False),
        ("isfile(name)", False),
    ],
)
def test_a_file_is_read_where_it_is_there(files: ProjectFiles, test: str, asks_for_file: bool) -> None:
    """That a file may be missing makes reading it no rare case; a key or a row that may be there does."""
    expected = "  # expect: FAPI109" if asks_for_file else ""
    files.verify({"main.py": EXISTENCE.format(test=test, expected=expected)})
