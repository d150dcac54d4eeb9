"""A file is fixed until nothing is left, and a fix that makes something worse is taken back."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fixing import findings, fix, split_lines

from flake8_fastapi.fixes.edit import Edit, Fix, Safety
from flake8_fastapi.fixes.rounds import fix_text
from flake8_fastapi.fixes.unused_imports import without_unused_imports
from flake8_fastapi.rule import Finding

Look = Callable[[str], list[Finding]]


def finding(code: str, text: str, old: str, new: str, safety: Safety = "safe") -> list[Finding]:
    """A finding where a text stands, with the fix that replaces it; none where it does not stand."""
    if old not in text:
        return []
    start = text.index(old)
    line = text.count("\n", 0, start) + 1
    edits = (Edit(start, start + len(old), new),)
    return [Finding(code, line, 0, f"{old} is wrong", fix=Fix(safety, "Change it", edits))]


def run(text: str, look: Look, unsafe: bool = True, without: str = "") -> tuple[str, list[str], list[str]]:
    def check(
        tree: ast.Module, filename: str, lines: Sequence[str], with_fixes: bool = False
    ) -> list[Finding]:
        assert with_fixes
        return look("".join(lines))

    def suppressed(found: Finding, lines: Sequence[str]) -> bool:
        return bool(without) and without in lines[found.line - 1]

    fixed = fix_text(text, "file.py", check, unsafe=unsafe, suppressed=suppressed)
    return fixed.text, [each.code for each in fixed.applied], [each.code for each in fixed.remaining]


def test_what_another_fix_has_cured_needs_none() -> None:
    def look(text: str) -> list[Finding]:
        return [*finding("FAPI980", text, "one", "1"), *finding("FAPI981", text, "= on", "= +on")]

    text, applied, remaining = run("x = one\n", look)
    assert (text, applied, remaining) == ("x = 1\n", ["FAPI980"], [])


def test_what_a_fix_reveals_in_another_line_is_fixed_too() -> None:
    def look(text: str) -> list[Finding]:
        return finding("FAPI980", text, "one", "two") or finding("FAPI980", text, "too", "three")

    text = "x = one\ny = too\n"
    assert run(text, look) == ("x = two\ny = three\n", ["FAPI980", "FAPI980"], [])


def test_a_fix_that_does_not_help_is_taken_back() -> None:
    def look(text: str) -> list[Finding]:
        return [*finding("FAPI980", text, "x", "xx"), *finding("FAPI981", text, "one", "two")]

    assert run("x = one\n", look) == ("x = two\n", ["FAPI981"], ["FAPI980"])


def test_a_fix_that_brings_another_finding_is_taken_back() -> None:
    def look(text: str) -> list[Finding]:
        bad = finding("FAPI980", text, "one", "two")
        return [*bad, *finding("FAPI981", text, "two", "one"), *finding("FAPI982", text, "four", "five")]

    assert run("x = one\ny = four\n", look) == ("x = one\ny = five\n", ["FAPI982"], ["FAPI980"])


def test_unsafe_fixes_wait_until_they_are_asked_for() -> None:
    def look(text: str) -> list[Finding]:
        return [*finding("FAPI980", text, "one", "1", "unsafe"), *finding("FAPI981", text, "two", "2")]

    assert run("x = one\ny = two\n", look, unsafe=False) == ("x = one\ny = 2\n", ["FAPI981"], ["FAPI980"])
    assert run("x = one\ny = two\n", look) == ("x = 1\ny = 2\n", ["FAPI980", "FAPI981"], [])


def test_what_is_suppressed_stays_wherever_its_line_goes() -> None:
    def look(text: str) -> list[Finding]:
        return [*finding("FAPI980", text, "one", "1\nz = 0"), *finding("FAPI981", text, "two", "2")]

    text = "x = one\ny = two  # noqa\n"
    assert run(text, look, without="# noqa") == (
        "x = 1\nz = 0\ny = two  # noqa\n",
        ["FAPI980"],
        ["FAPI981"],
    )


def test_fixes_without_an_end_come_to_one() -> None:
    count = iter(range(1000))

    def look(text: str) -> list[Finding]:
        old = text.strip()
        return [finding("FAPI980", text, old, f"x{next(count)}")[0]._replace(message=old)] if old else []

    text, applied, remaining = run("x = 1\n", look)
    assert (text, applied, remaining) == ("x = 1\n", [], ["FAPI980"])


def test_a_byte_order_mark_and_mixed_line_ends_stay() -> None:
    def look(text: str) -> list[Finding]:
        return finding("FAPI980", text, "one", "two")

    assert run("\ufeffx = one\r\ny = 1\n", look)[0] == "\ufeffx = two\r\ny = 1\n"


def test_a_text_that_is_no_program_is_an_error() -> None:
    with pytest.raises(SyntaxError):
        run("x = (\n", lambda text: [])


def test_lines_are_pythons_lines() -> None:
    assert split_lines("a\x0cb\r\nc\rd\n\ne") == ["a\x0cb\r\n", "c\r", "d\n", "\n", "e"]
    assert split_lines("") == []
    assert split_lines("a\n") == ["a\n"]


TWO_SLEEPS = """\
import time
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def read():
    time.sleep(1)
    time.sleep(2)
"""


def test_several_fixes_share_what_they_import_and_leave_no_import_behind(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    fixed = fix(TWO_SLEEPS, tmp_path / "main.py")
    assert fixed.text == TWO_SLEEPS.replace("time.sleep", "await asyncio.sleep").replace(
        "import time", "import asyncio"
    )
    assert [each.code for each in fixed.applied] == ["FAPI101", "FAPI101"]


@pytest.mark.parametrize(
    ("imports", "left"),
    [
        ("import time\n", ""),
        ("import time, os\n", "import os\n"),
        ("import os, time\n", "import os\n"),
        ("from m import (\n    a,\n    time,\n)\n", "from m import (\n    a,\n)\n"),
        ("from m import (\n    time,\n    a,\n)\n", "from m import (\n    a,\n)\n"),
        ("from m import x as time\n", ""),
        ("import time  # why\n", ""),
        ("import time  # noqa: F401\n", "import time  # noqa: F401\n"),
        ("import os; import time\n", "import os\n"),
        ("import time; import os\n", "import os\n"),
        ("from m import (  # why\n    time,\n    a,\n)\n", "from m import (  # why\n    a,\n)\n"),
        ("import time.x\n", ""),
        ("if x:\n    import time\n", "if x:\n    import time\n"),
        ("__all__ = ['time']\nimport time\n", "__all__ = ['time']\nimport time\n"),
        ("import unused\n", "import unused\n"),
    ],
)
def test_an_import_goes_with_its_last_use(imports: str, left: str) -> None:
    rest = "print(os, a)\n"
    assert without_unused_imports(f"{imports}{rest}time\n", f"{imports}{rest}") == left + rest


def test_an_import_in_a_function_goes_with_its_last_use_there() -> None:
    before = "import time\ntime\ndef f():\n    import time\n    time\n    return 1\n"
    after = before.replace("    time\n", "")
    assert without_unused_imports(before, after) == after.replace("    import time\n", "")


def test_insertions_at_one_place_each_have_their_round() -> None:
    def look(text: str) -> list[Finding]:
        found = []
        for code, word in (("FAPI980", "aa"), ("FAPI981", "bb")):
            for each in finding(code, text, word, word.upper()):
                assert each.fix is not None
                shared = each.fix._replace(edits=(Edit(0, 0, f"import m{code}\n"), *each.fix.edits))
                found.append(each._replace(fix=shared))
        return found

    text, applied, _ = run("x = aa, bb\n", look)
    assert text == "import mFAPI981\nimport mFAPI980\nx = AA, BB\n"
    assert applied == ["FAPI980", "FAPI981"]


@pytest.mark.parametrize(
    "other",
    [
        "from main import time\n",
        "from .main import (\n    app,\n    time,\n)\n",
        "import package.main\npackage.main.time\n",
        "patch('main.time.sleep')\n",
        "from main import *\n",
    ],
)
def test_an_import_that_another_file_takes_from_here_stays(tmp_path: Path, other: str) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "other.py").write_text(other)
    assert "import time\n" in fix(TWO_SLEEPS, tmp_path / "main.py").text
    (tmp_path / "other.py").write_text("from elsewhere import time\nimport main\n")
    assert "import time\n" not in fix(TWO_SLEEPS, tmp_path / "main.py").text


NESTED = """\
from fastapi import FastAPI
from step import Step

app = FastAPI()
hooks = []


def on_message(func):
    async def with_parent(message):
        async with Step(name="a") as step:
            await func(step)

    hooks.append(with_parent)
    return func
"""
STEP = """\
import time


class Step:
    def __init__(self, name):
        self.name = name
        time.sleep(1)
"""


def test_the_same_text_has_the_same_fixes_when_it_is_checked_again(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "step.py").write_text(STEP)
    path = tmp_path / "main.py"
    path.write_text(NESTED)
    [first] = findings(NESTED, path, with_fixes=True)
    assert first.fix is not None
    for text in (NESTED + "\n", NESTED + "\n", NESTED, NESTED):
        assert findings(text, path, with_fixes=True) == [first]
