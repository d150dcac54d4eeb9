"""Coroutines that run in an event loop of their own, which serves no requests."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import without_long_texts

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

RUNS = r"\b(?:(?:asyncio|anyio|uvloop)\.run|run_until_complete|async_to_sync)"
CALLED_IN_PATH = r"(?:\w+(?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])*\s*\.\s*)*"
"""What leads to a method: names, calls and keys, as in ``Service(get_session()).pages["a"].``."""
OWN_LOOP = re.compile(
    rf"{RUNS}(?:\(|\s*,\s*(?:args\s*=\s*[\[(])?)\s*(?:asyncio\.(?:wait_for|gather)\(\s*)*"
    rf"{CALLED_IN_PATH}([A-Za-z_]\w*)"
)
"""Also where a thread is handed ``asyncio.run`` with the coroutine that it is to run."""
RUNS_LOOP = re.compile(r"\b(?:(?:asyncio|anyio|uvloop)\.run|run_until_complete)\(")
RUNS_PARAMETER = re.compile(r"\b(?:(?:asyncio|anyio|uvloop)\.run|run_until_complete)\(\s*(\w+)\s*[,)]")
TEXT = re.compile(r"(?<![\w\"'])[rRbBuUfF]?(?:\"[^\"\n{]*\"|'[^'\n{]*')")
PROGRAM = re.compile(r"^if\s+__name__\s*==", re.MULTILINE)
SERVES = re.compile(
    r"\b(?:fastapi|starlette|uvicorn|hypercorn|granian|gunicorn|nicegui)\b"
    r"|\b\w*(?:serve|server|forever|polling|consume)\("
)


class OwnLoops:
    """Which coroutines are handed to ``asyncio.run`` or the like, found in the text of the project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._programs: dict[str, bool] = {}

    def _lines(self, module: Module) -> list[str]:
        return self.project.bodies.lines_of(module)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of coroutines that are called to be run in a loop of their own."""
        names: set[str] = set()
        for module in self.project.survey.start_up_modules:
            text = without_long_texts("\n".join(self._lines(module)))
            found = OWN_LOOP.findall(text)
            names.update(found)
            for name in found:  # and what an import calls by another name
                names.update(re.findall(rf"\b(\w+)\s+as\s+{name}\b", text))
        for runner in self._runners:
            for path, line, _ in self.project.survey.mentions(runner):
                lines = self._lines(self.project.module_at(path))
                names.update(_given_to(runner).findall("\n".join(lines[line - 1 : line + 1])))
        return frozenset(names)

    @cached_property
    def _runners(self) -> frozenset[str]:
        """The names of plain functions that run a coroutine that they are given in a loop of their own."""
        return frozenset(
            function.name
            for module in self.project.survey.start_up_modules
            for function in module.skeleton.functions
            if not function.is_async and function.owner is None
            for given in RUNS_PARAMETER.findall(self._code(function))
            if re.search(rf"def\s+\w+\([^)]*\b{given}\b", self._code(function))
        )

    def runs(self, module: Module, line: int, name: str) -> bool:
        """Whether a line calls a coroutine function only to have its coroutine run in a loop of its own."""
        text = "\n".join(self._lines(module)[max(0, line - 2) : line])
        if name in OWN_LOOP.findall(text):
            return True
        return any(name in _given_to(each).findall(text) for each in self._runners)

    def is_run_by(self, function: FunctionDefinition) -> bool:
        """Whether a function runs a loop of its own, as a decorator for commands does."""
        return RUNS_LOOP.search(self._code(function)) is not None

    def _code(self, function: FunctionDefinition) -> str:
        return without_long_texts(self.project.bodies.text_of(function))

    def runs_in_program(self, function: FunctionDefinition) -> bool:
        """Whether a coroutine is only called, in a program that runs a loop of its own and serves nothing."""
        if function.decorated or not self._is_program(function.module):
            return False
        uses = re.compile(rf"(?<!def )\b{re.escape(function.name)}\b(\s*\()?")
        lines = without_long_texts("\n".join(self._lines(function.module))).split("\n")
        return all(
            call
            for line in lines
            for call in uses.findall(TEXT.sub('""', line).partition("#")[0])
        )  # fmt: skip

    def runs_beside(self, function: FunctionDefinition) -> bool:
        """Whether a coroutine is defined in a plain function that makes a loop, and is only called there."""
        parent = function.parent
        if parent is None or parent.is_async or function.decorated:
            return False
        text = self._code(parent)
        if "new_event_loop(" not in text or SERVES.search(text) is not None:
            return False
        uses = re.compile(rf"(?<!def )\b{re.escape(function.name)}\b(\s*\()?")
        calls = uses.findall(TEXT.sub('""', text))
        return bool(calls) and all(calls)

    def serves(self, function: FunctionDefinition) -> bool:
        """Whether a function may serve requests, or otherwise go on for good."""
        return SERVES.search(TEXT.sub('""', self._code(function))) is not None

    def _is_program(self, module: Module) -> bool:
        """Whether a file is a program that runs a loop of its own, serves nothing and is imported nowhere."""
        known = self._programs.get(module.path)
        if known is None:
            text = TEXT.sub('""', without_long_texts("\n".join(self._lines(module))))
            known = self._programs[module.path] = (
                PROGRAM.search(text) is not None
                and RUNS_LOOP.search(text) is not None
                and SERVES.search(text) is None
                and not self._is_imported(module)
            )
        return known

    def _is_imported(self, module: Module) -> bool:
        """Whether another file may import a file; by the last part of its name, whatever package it is in."""
        last = module.name.rpartition(".")[2]
        imports = re.compile(rf"^\s*(?:from\s+[.\w]*\b{last}\s+import\b|(?:from|import)\b.*\b{last}\b)")
        listed = re.compile(rf"^\s*{last}\s*,?\s*(?:\)\s*)?$|[\"'](?:[\w.]+\.)?{last}[\"':]")
        for path, _, text in self.project.survey.mentions(last):
            if path != module.path and (imports.search(text) or listed.search(text)):
                return True
        return False


def _given_to(runner: str) -> re.Pattern[str]:
    """Finds the names of the functions of which the coroutine is handed to a function."""
    return re.compile(rf"\b{runner}\(\s*{CALLED_IN_PATH}(\w+)\s*\(")
