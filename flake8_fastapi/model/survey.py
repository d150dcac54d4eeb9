"""Questions about all files of a project, answered from their text before any is parsed.

Each survey reads every file once, when the first question of its kind is asked.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.framework import FRAMEWORK_IMPORT
from flake8_fastapi.model.layout import python_files
from flake8_fastapi.model.types import ModuleObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

CLASS_WITH_BASES = re.compile(rb"^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?\(([^):]*)", re.MULTILINE)
COROUTINE = re.compile(rb"^[ \t]*async[ \t]+def[ \t]+(\w+)", re.MULTILINE)
NAME = re.compile(rb"[A-Za-z_]\w*")
START_UP = (
    b"asynccontextmanager", b"lifespan", b".on_event", b"asyncio.run(", b"anyio.run(", b"uvloop.run(",
    b"run_until_complete", b"on_startup", b"on_shutdown", b"add_event_handler", b".command",
)  # fmt: skip
TEST_FILE = re.compile(r"(^|/)(tests?|testing)/|(^|/)(test_[^/]*|[^/]*_test|conftest)\.py$")


LONG_TEXT = re.compile(r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""', re.DOTALL)


def without_long_texts(text: str) -> str:
    """A source text with its triple-quoted texts emptied, line by line."""
    return LONG_TEXT.sub(lambda match: "\n" * match.group().count("\n"), text)


def is_test_file(display_path: str) -> bool:
    """Whether a file belongs to tests, by pytest's naming and the usual folders."""
    return TEST_FILE.search(display_path) is not None


class Survey:
    """Facts about the whole project, found by searching the text of its files."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The project's Python files in a fixed order."""
        return tuple(python_files(self.project.root))

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Each file's path and bytes, of the file being checked those of the text that was given.

        Files that cannot be read are left out.
        """
        unsaved = self.project.unsaved
        for path in self.paths:
            if unsaved is not None and unsaved.path == path:
                yield path, (unsaved.given_text or "").encode("utf-8", "surrogatepass")
                continue
            try:
                with open(path, "rb") as file:
                    yield path, file.read()
            except OSError:
                continue

    @cached_property
    def uses_framework(self) -> bool:
        """Whether any file imports FastAPI or Starlette."""
        return any(FRAMEWORK_IMPORT.search(content) for _, content in self.contents())

    def mentions(self, name: str) -> Iterator[tuple[str, int, str]]:
        """Path, line number and text of each line that has this word, comments left out."""
        needle = name.encode()
        word = re.compile(rf"\b{re.escape(name)}\b")
        for path, content in self.contents():
            if needle not in content:
                continue
            text = without_long_texts(content.decode("utf-8", "replace"))
            for number, line in enumerate(text.split("\n"), 1):
                if name in line and word.search(line.partition("#")[0]):
                    yield path, number, line

    def is_called_anywhere(self, function: FunctionDefinition) -> bool:
        """Whether a line of the project may call a function by its name: as ``name(...)``, or on a module.

        A method of this name on some object does not count, unless the function is a method.
        """
        name = re.escape(function.name)
        call = re.compile(rf"(?<!def )(?:\b(\w+)\s*\.\s*)?\b{name}\s*\(")
        for path, line, text in self.mentions(function.name):
            if path == function.module.path and line == function.line:
                continue
            for match in call.finditer(text.partition("#")[0]):
                owner = match.group(1)
                if not owner or function.owner is not None:
                    return True
                module = self.project.module_at(path)
                if isinstance(self.project.interpreter.names.type_of(module, owner), ModuleObject):
                    return True
        return False

    @cached_property
    def start_up_modules(self) -> tuple[Module, ...]:
        """The files in which a lifespan, a start-up handler or a loop of its own may stand."""
        return tuple(
            self.project.module_at(path)
            for path, content in self.contents()
            if any(word in content for word in START_UP)
        )

    @cached_property
    def coroutine_names(self) -> dict[str, tuple[str, ...]]:
        """The names of coroutine functions and methods, each with the paths of the files that have one."""
        found: dict[str, tuple[str, ...]] = {}
        for path, content in self.contents():
            if b"async def" in content:
                for name in set(COROUTINE.findall(content)):
                    text = name.decode("utf-8", "replace")
                    found[text] = (*found.get(text, ()), path)
        return found

    @cached_property
    def _naming(self) -> dict[str, list[tuple[str, str]]]:
        """For each last part of a base's name, the (path, class name) pairs that name it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for path, content in self.contents():
            for match in CLASS_WITH_BASES.finditer(content):
                name = match.group(1).decode("ascii", "replace")
                for base in set(NAME.findall(match.group(2))):
                    found.setdefault(base.decode("ascii", "replace"), []).append((path, name))
        return found

    def classes_naming(self, base: str) -> list[ClassDefinition]:
        """The classes whose list of bases has a word like this, outside tests; in a fixed order."""
        found = []
        for path, name in self._naming.get(base, ()):
            module = self.project.module_at(path)
            if is_test_file(module.display_path):
                continue
            found += [each for each in module.skeleton.classes if each.name == name]
        return found
