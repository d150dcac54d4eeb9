"""Questions about all files of a project, answered from their text before any is parsed.

Each survey reads every file once, when the first question of its kind is asked.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from keyword import iskeyword
from typing import TYPE_CHECKING

from flake8_fastapi.framework import FRAMEWORK_IMPORT
from flake8_fastapi.model.disk import read_bytes
from flake8_fastapi.model.layout import python_files
from flake8_fastapi.model.types import ModuleObject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

CLASS_WITH_BASES = re.compile(rb"^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?\(([^):]*)", re.MULTILINE)
COROUTINE = re.compile(rb"^[ \t]*async[ \t]+def[ \t]+(\w+)", re.MULTILINE)
NAME = re.compile(rb"[A-Za-z_]\w*")
DEFINED = re.compile(rb"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+([A-Za-z_]\w*)", re.MULTILINE)
START_UP = (
    b"asynccontextmanager", b"lifespan", b".on_event", b"asyncio.run(", b"asyncio.run,", b"anyio.run(",
    b"uvloop.run(", b"async_to_sync", b"run_until_complete", b"on_startup", b"on_shutdown",
    b"add_event_handler", b".command", b"from rq", b"import rq",
)  # fmt: skip
TEST_FILE = re.compile(r"(^|/)(tests?|testing)/|(^|/)(test_[^/]*|[^/]*_test|tests|conftest)\.py$")

BUILTIN_METHODS = frozenset(
    name for cls in (str, bytes, dict, list, set, tuple, int, float, object) for name in dir(cls)
)
COMMON_METHODS = BUILTIN_METHODS | {
    "close", "read", "write", "open", "run", "send", "search", "query", "execute", "find", "create", "save",
    "load", "delete", "fetch", "call", "process", "handle", "post", "put", "patch", "start", "stop",
    "connect", "select", "list", "apply", "filter", "all", "first", "commit",
}  # fmt: skip
"""Names that objects of libraries have as well: without a type they say nothing."""

MOST_KEPT = 8 * 1024 * 1024
"""Bytes of the files that are searched again and again without being read again."""

WORDS_UNTIL_INDEX = 5
"""Questions about words that are answered by searching all files, before an index of them pays."""

BLOCK = re.compile(r"^(?:(?:async[ \t]+)?(def|class)[ \t]+)?([^\W\d]\w*)", re.MULTILINE)
"""What stands at the beginning of a line, with its name: a function, a class, an assignment, a statement."""

GIVING = r"(?:\breturn|\byield|->)\b[^\n]*\b(?:{})\b"

LONG_TEXT = re.compile(r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""', re.DOTALL)


def without_long_texts(text: str) -> str:
    """A source text with its triple-quoted texts emptied, line by line."""
    return LONG_TEXT.sub(lambda match: "\n" * match.group().count("\n"), text)


def _lines_with(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line that has a word in front of any comment."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    number, counted = 1, 0
    found = text.find(name)
    while found >= 0:
        if word.match(text, found) is None:
            found = text.find(name, found + 1)
            continue
        begin = text.rfind("\n", 0, found) + 1
        end = text.find("\n", found)
        line = text[begin:] if end < 0 else text[begin:end]
        number += text.count("\n", counted, begin)
        counted = begin
        if "#" not in line or word.search(line.partition("#")[0]) is not None:
            yield number, line
        found = text.find(name, end) if end >= 0 else -1


def _names_standing_for(word: str, text: str) -> set[str]:
    """The names at the top level of a file by which others get objects of a class.

    These are functions that return one by their text, classes with the word in them, and what is assigned;
    nothing private, which other files do not import.
    """
    found: set[str] = set()
    assigning = re.compile(rf"^[ \t]*(?:\w+\.)*(\w+)[ \t]*(?::[^=\n]*)?=[^=\n]*\b{word}\b", re.MULTILINE)
    blocks = [*BLOCK.finditer(text)]
    ends = [each.start() for each in blocks[1:]] + [len(text)]
    for block, end in zip(blocks, ends, strict=False):  # a file may have no block at all
        body = text[block.start() : end]
        if word not in body:
            continue
        kind, name = block.groups()
        assigned = assigning.findall(body)
        if iskeyword(name):
            found.update(each for each in assigned if not each.startswith("_"))
        elif not name.startswith("_") and (
            kind != "def" or re.search(GIVING.format("|".join([word, *assigned])), body)
        ):
            found.add(name)
    return found


@cache
def is_test_file(display_path: str) -> bool:
    """Whether a file belongs to tests, by pytest's naming and the usual folders."""
    return TEST_FILE.search(display_path) is not None


class Survey:
    """Facts about the whole project, found by searching the text of its files."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._words_asked = 0
        self._kept: dict[str, bytes] = {}
        self._with_objects: dict[str, frozenset[str]] = {}
        self._room_left = MOST_KEPT

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The project's Python files in a fixed order."""
        return tuple(python_files(self.project.root))

    def contents(self, paths: Iterable[str] | None = None) -> Iterator[tuple[str, bytes]]:
        """The path and bytes of each file, or of these; of the file being checked as its text was given.

        Files that cannot be read are left out.
        """
        unsaved = self.project.unsaved
        for path in self.paths if paths is None else paths:
            if unsaved is not None and unsaved.path == path:
                yield path, (unsaved.given_text or "").encode("utf-8", "surrogatepass")
                continue
            content = self._kept.get(path)
            if content is None:
                content = read_bytes(path)
                if content is None:
                    continue
                if self._room_left >= len(content):
                    self._kept[path] = content
                    self._room_left -= len(content)
            yield path, content

    @cached_property
    def _files_with_word(self) -> dict[bytes, list[str]]:
        """For each name of a function or class of the project, the files whose text has it as a word.

        Who mentions a function is asked for hundreds of them; one pass over the texts answers all.
        """
        names: set[bytes] = set()
        for _, content in self.contents():
            names.update(DEFINED.findall(content))
        found: dict[bytes, list[str]] = {name: [] for name in names}
        for path, content in self.contents():
            for name in names.intersection(NAME.findall(content)):
                found[name].append(path)
        return found

    @property
    def defined_names(self) -> set[str]:
        """The names of all functions and classes, wherever they stand."""
        return {name.decode() for name in self._files_with_word}

    def paths_with_word(self, name: str) -> Iterable[str]:
        """The paths of the files in which a name stands as a word, and perhaps of a few more."""
        self._words_asked += 1
        needle = name.encode()
        known = self._files_with_word.get(needle) if self._words_asked > WORDS_UNTIL_INDEX else None
        if known is not None:
            return known
        return [path for path, content in self.contents() if needle in content]

    @cached_property
    def uses_framework(self) -> bool:
        """Whether any file imports FastAPI or Starlette."""
        return any(FRAMEWORK_IMPORT.search(content) for _, content in self.contents())

    def mentions(self, name: str, within: Collection[str] | None = None) -> Iterator[tuple[str, int, str]]:
        """Path, line number and text of each line that has this word, comments left out.

        ``within`` are the paths of the files that count; None for all.
        """
        paths = self.paths_with_word(name)
        if within is not None:
            paths = [each for each in paths if each in within]
        for path, content in self.contents(paths):
            text = without_long_texts(content.decode("utf-8", "replace"))
            for number, line in _lines_with(name, text):
                yield path, number, line

    def uses(self, name: str, within: Collection[str] | None = None) -> Iterator[tuple[Module, int, str]]:
        """The same lines outside of tests, each with its file."""
        module: Module | None = None
        for path, number, line in self.mentions(name, within):
            if module is None or module.path != path:
                module = self.project.module_at(path)
            if not is_test_file(module.display_path):
                yield module, number, line

    def files(
        self, concerns: Callable[[bytes], object], paths: Iterable[str] | None = None
    ) -> Iterator[tuple[Module, bytes]]:
        """The files outside of tests, or those of these paths, whose bytes concern the one who asks."""
        for path, content in self.contents(paths):
            if concerns(content):
                module = self.project.module_at(path)
                if not is_test_file(module.display_path):
                    yield module, content

    def paths_with_objects(self, classes: Iterable[str]) -> frozenset[str]:
        """The files that may have an object of one of these classes at hand, by their text.

        They name the class, or a function, class or name that stands for something with it in its text.
        """
        found: set[str] = set()
        for cls in classes:
            if cls not in self._with_objects:
                self._with_objects[cls] = self._find_paths_with_objects(cls)
            found |= self._with_objects[cls]
        return frozenset(found)

    def _find_paths_with_objects(self, cls: str) -> frozenset[str]:
        naming = list(self.paths_with_word(cls))
        words: set[str] = set()
        for _, content in self.contents(naming):
            words |= _names_standing_for(cls, without_long_texts(content.decode("utf-8", "replace")))
        return frozenset(naming).union(*(self.paths_with_word(each) for each in words))

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

    def subclass_names(self, name: str) -> set[str]:
        """The names of all classes that seem to derive from a class of this name, itself included."""
        found: set[str] = set()
        pending = {name}
        while pending:
            found |= pending
            pending = {each for base in pending for _, each in self._naming.get(base, ())} - found
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
