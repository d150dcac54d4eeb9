"""One file of the project: its name, its skeleton, and what its imports refer to."""

from __future__ import annotations

import ast
import os
import re
from importlib import import_module
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import (
    Binding,
    ClassDefinition,
    FunctionDefinition,
    ImportBinding,
    Skeleton,
)
from flake8_fastapi.model.nodes import NODE_SOURCES
from flake8_fastapi.model.outline import parse_outline
from flake8_fastapi.model.source import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.event_loop import EventLoop
    from flake8_fastapi.model.observation import Observation
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.routing.facts import FileRouting
    from flake8_fastapi.model.tree_index import TreeIndex
    from flake8_fastapi.model.types import Type

GLOBAL_STATEMENT = re.compile(r"^[ \t]+global[ \t]+(.+)$", re.MULTILINE)


NO_BINDINGS: list[Binding] = []


class Module:
    """A Python file (or a namespace package's directory) of the project."""

    def __init__(self, project: Project, path: str, name: str) -> None:
        self.project = project
        self.path = path
        self.name = name
        self.is_package = path.endswith("__init__.py") or not path.endswith(".py")
        self.given_text: str | None = None
        self.resolved: dict[str, Type] = {}
        """Top-level names whose type is settled; kept by ``Names``."""
        self.nested: dict[tuple[int, int], FunctionDefinition] = {}
        self.nested_classes: dict[tuple[int, int], ClassDefinition] = {}
        self._skeleton: Skeleton | None = None
        self._text_hash: int | None = None
        self._display_path: str | None = None
        self._writers: dict[str, list[FunctionDefinition]] = {}
        self._forget_tree()

    def _forget_tree(self, tree: ast.Module | None = None) -> None:
        """Drop what was derived from the last tree, and take another, or none."""
        self._tree = tree
        self._event_loop: EventLoop | None = None
        self._index: TreeIndex | None = None
        self._observation: Observation | None = None
        self._routing: FileRouting | None = None

    @property
    def display_path(self) -> str:
        """The path below the project's root, with forward slashes, as messages print it."""
        if self._display_path is None:
            self._display_path = os.path.relpath(self.path, self.project.root).replace(os.sep, "/")
        return self._display_path

    @property
    def is_loaded(self) -> bool:
        """Whether the skeleton has been made."""
        return self._skeleton is not None

    @property
    def skeleton(self) -> Skeleton:
        """What the file defines; empty for a file that cannot be read or does not parse."""
        if self._skeleton is None:
            text = read_source(self.path) if self.path.endswith(".py") else None
            tree = parse_outline(text) if text is not None else None
            self._skeleton = Skeleton(self, tree or ast.Module([], []), hold=False)
            self._locate_writers(text or "")
            self._text_hash = hash(text)
        return self._skeleton

    def check(self, text: str, tree: ast.Module) -> None:
        """Take the text and tree that flake8 holds for this file instead of reading it."""
        self.given_text = text
        self._forget_tree(tree)
        self._skeleton = Skeleton(self, tree, hold=True)
        self._locate_writers(text)
        self._text_hash = hash(text)

    def has_text(self, text: str) -> bool:
        """Whether what is known of the file was read from this text."""
        return self._text_hash == hash(text)

    def hold(self, text: str, tree: ast.Module) -> None:
        """Take text and tree for a file that is known already from the same text."""
        self.given_text = text
        self._forget_tree(tree)
        for known, fresh in zip(
            self.skeleton.functions, Skeleton(self, tree, hold=True).functions, strict=True
        ):
            known.hold(fresh.node())

    def framework_nodes(self, names: frozenset[str]) -> Iterator[object]:
        """The model's nodes of the named kinds, in no particular order; only these are computed."""
        for name in NODE_SOURCES:
            if name in names:
                source, _, function = NODE_SOURCES[name].partition(":")
                yield from getattr(import_module(source), function)(self)

    @property
    def uses_framework(self) -> bool:
        """Whether the file belongs to a project that uses FastAPI."""
        return self.project.uses_framework(self)

    @property
    def event_loop(self) -> EventLoop:
        """The coroutines of the file and what happens in them."""
        if self._event_loop is None:
            from flake8_fastapi.model.event_loop import EventLoop

            self._event_loop = EventLoop(self)
        return self._event_loop

    @property
    def index(self) -> TreeIndex:
        """The nodes of the tree that flake8 holds; only for the file being checked."""
        if self._index is None:
            from flake8_fastapi.model.tree_index import TreeIndex

            self._index = TreeIndex(self._tree or ast.Module([], []))
        return self._index

    @property
    def observation(self) -> Observation:
        """What the expressions of the file stand for; only for the file being checked."""
        if self._observation is None:
            from flake8_fastapi.model.observation import Observation

            self._observation = Observation(self)
        return self._observation

    @property
    def routing(self) -> FileRouting:
        """What the file makes, includes and routes; only for the file being checked."""
        if self._routing is None:
            self._routing = self.project.routing.of_checked_file(self)
        return self._routing

    def release(self) -> None:
        """Let go of the tree and text taken by ``check``; what is known of the file stays."""
        for function in self.skeleton.functions:
            function.hold(None)
        self._forget_tree()
        self.given_text = None

    def lookup(self, name: str) -> list[Binding]:
        """The bindings of a name at the top level, in source order; not those of star imports."""
        return (self._skeleton or self.skeleton).bindings.get(name, NO_BINDINGS)

    def writers_of(self, name: str) -> list[FunctionDefinition]:
        """The functions that declare the name ``global``, so may assign it."""
        _ = self.skeleton
        return self._writers.get(name, [])

    def _locate_writers(self, text: str) -> None:
        writers: dict[str, list[FunctionDefinition]] = {}
        if "global " in text:
            for match in GLOBAL_STATEMENT.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                function = self.function_around(line)
                if function is not None:
                    for name in match.group(1).split("#")[0].split(","):
                        found = writers.setdefault(name.strip(), [])
                        if function not in found:
                            found.append(function)
        self._writers = writers

    def function_around(self, line: int) -> FunctionDefinition | None:
        """The outermost function or method whose lines include the given one; None at the top level."""
        for function in self.skeleton.functions:
            if function.first_line <= line <= function.end_line:
                return function
        return None

    def absolute_name(self, binding: ImportBinding) -> str:
        """The absolute dotted name of the module that an import statement names."""
        if not binding.level:
            return binding.module
        package = self.name.split(".")
        drop = binding.level - (1 if self.is_package else 0)
        package = package[: len(package) - drop] if drop else package
        return ".".join([*package, *([binding.module] if binding.module else [])])

    def relative_path(self, binding: ImportBinding) -> str | None:
        """The directory that a relative import starts from; None for an absolute import."""
        directory = os.path.dirname(self.path) if self.path.endswith(".py") else self.path
        for _ in range(binding.level - 1):
            directory = os.path.dirname(directory)
        return directory

    def __repr__(self) -> str:
        return f"<module {self.name}>"
