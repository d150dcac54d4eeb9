"""Small projects written into a folder, and the questions that tests ask about them.

A line that shall have a finding ends in `# expect: FAPI101`, as in the examples.
"""

from __future__ import annotations

import ast
import itertools
import tokenize
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from example_cases import expected_in

from flake8_fastapi.engine import check
from flake8_fastapi.model import project as project_module
from flake8_fastapi.model.layout import Directories
from flake8_fastapi.model.module import Module
from flake8_fastapi.model.project import Project
from flake8_fastapi.rule import Finding
from flake8_fastapi.settings import Settings

APPLICATION = "application.py"
"""Stands in every project, since coroutines count only where FastAPI is used."""


class Found(NamedTuple):
    """One finding and the file that it is in."""

    path: str
    finding: Finding


class ProjectFiles:
    """One project on disk; what the model remembers of it can be forgotten at will."""

    codes: tuple[str, ...] = ("FAPI000", "FAPI1")
    """What is looked at: these small projects have many faults beside those that a test is about."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = Settings()
        (root / "pyproject.toml").touch()
        self.write({APPLICATION: "from fastapi import FastAPI\n\napp = FastAPI()\n"})

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files by their paths; texts may be indented as a whole."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())

    def forget(self) -> None:
        """Let the next question start from nothing, as in a new process."""
        project_module._projects.clear()
        project_module._directories = Directories()

    @property
    def names(self) -> list[str]:
        """The Python files that can be checked: those that parse."""
        paths = (path for path in sorted(self.root.rglob("*.py")) if path.is_file())
        return [path.relative_to(self.root).as_posix() for path in paths if _parses(path)]

    @property
    def project(self) -> Project:
        """The model's project of these files."""
        return Project.containing(str(self.root / APPLICATION), self.settings)

    def open(self, name: str, text: str | None = None) -> Module:
        """A file as the model holds it while it is checked; ``text`` where it is not saved yet."""
        path = self.root / name
        text = read(path) if text is None else dedent(text)
        return self.project.open(str(path), text, ast.parse(text))

    def check(self, name: str, text: str | None = None) -> list[Finding]:
        """The findings of one file, in whatever state the model is in."""
        path = self.root / name
        text = read(path) if text is None else dedent(text)
        lines = text.splitlines(keepends=True)
        return [
            each
            for each in check(ast.parse(text), str(path), lines, self.settings)
            if each.code.startswith(self.codes)
        ]

    def check_all(self, names: Iterable[str] | None = None) -> list[Found]:
        """The findings of files, checked by a fresh model in the order given."""
        self.forget()
        names = self.names if names is None else names
        return [Found(name, finding) for name in names for finding in self.check(name)]

    def verify(self, files: Mapping[str, str | bytes]) -> None:
        """Write files and demand exactly the findings marked in them, in whatever order they are checked."""
        self.write(files)
        names = self.names
        found = self.check_all(names)
        marked: Counter[tuple[str, int, str]] = Counter()
        for name in names:
            for (line, code), times in expected_in(self.root / name).items():
                marked[name, line, code] = times
        reported = Counter((name, each.line, each.code) for name, each in found)
        missing, surplus = sorted(marked - reported), sorted(reported - marked)
        assert not missing and not surplus, f"missing: {missing}, not marked: {surplus}"  # noqa: PT018
        self.same_in_every_order(names, found)

    def same_in_every_order(self, names: list[str], expected: list[Found]) -> None:
        """Demand the same findings from the last file to the first, and from each file alone."""
        backwards = self.check_all(reversed(names))
        assert sorted(backwards) == sorted(expected), "files checked in reverse order"
        for name in names:
            alone = self.check_all([name])
            assert alone == [each for each in expected if each.path == name], f"{name} checked alone"

    def same_in_all_permutations(self, names: list[str]) -> list[Found]:
        """Demand the same findings in every order of these files, and return them."""
        expected = sorted(self.check_all(names))
        for order in itertools.permutations(names):
            assert sorted(self.check_all(order)) == expected, f"checked in the order {order}"
        return expected


def read(path: Path) -> str:
    """The text of a Python file as flake8 reads it."""
    with tokenize.open(path) as file:
        return file.read()


def _parses(path: Path) -> bool:
    try:
        ast.parse(read(path))
    except (SyntaxError, ValueError, OSError):
        return False
    return True
