"""A project: its root, its modules, and what is known of all of them together."""

from __future__ import annotations

import gc
import os
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.reader import Knowledge
from flake8_fastapi.model.bodies import Bodies
from flake8_fastapi.model.dependency_graph.uses import Dependencies
from flake8_fastapi.model.installed_versions import InstalledVersions
from flake8_fastapi.model.interpreter import Interpreter
from flake8_fastapi.model.layout import Directories, ImportSearch
from flake8_fastapi.model.module import Module
from flake8_fastapi.model.routing.project_routing import Routing
from flake8_fastapi.model.source import normalise_newlines, read_source
from flake8_fastapi.model.start_up import StartUp
from flake8_fastapi.model.survey import Survey

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.definitions import ImportBinding
    from flake8_fastapi.model.mentions import Mentions
    from flake8_fastapi.model.remembering import TypeInterpreter
    from flake8_fastapi.model.repeated_queries.nodes import Queries
    from flake8_fastapi.model.request_path.uses import RequestPath
    from flake8_fastapi.model.resources.serving import Serving
    from flake8_fastapi.settings import Settings
    from flake8_fastapi.versions import Release

LEAST_FACTS_FROZEN = 200
GROWTH_UNTIL_FROZEN = 1.3

_projects: dict[tuple[str, Settings], Project] = {}
_directories = Directories()


class Project:
    """The Python files below one root, read only when a question needs them."""

    def __init__(self, root: str, settings: Settings) -> None:
        self.root = root
        self.settings = settings
        self.directories = _directories
        self.knowledge = Knowledge(settings.blocking_calls, settings.offloaders)
        self.versions = InstalledVersions(root, self.directories)
        self.search = ImportSearch(root, self.directories, self.knowledge.is_library)
        self._start()
        self._modules: dict[str, Module] = {}
        self._checked: Module | None = None
        self._size_when_frozen = 0
        self._is_unsaved = False

    @classmethod
    def containing(cls, filename: str, settings: Settings) -> Project:
        """The project that a file belongs to, made once in each process."""
        path = os.path.realpath(filename)
        key = (_directories.project_root(path), settings)
        if key not in _projects:
            _projects[key] = cls(*key)
        return _projects[key]

    def open(self, filename: str, text: str, tree: ast.Module) -> Module:
        """The module of the file being checked, with the text and tree that flake8 holds."""
        path = os.path.realpath(filename)
        text = normalise_newlines(text)
        is_unsaved = read_source(path) != text
        if self._is_unsaved or is_unsaved:
            if not (self._is_known_unsaved(path, text) or (not is_unsaved and self._has_been_saved())):
                self._forget()  # what was found by searching the files was found in other texts
        if self._checked is not None:
            self._checked.release()
        self._is_unsaved = is_unsaved
        known = self._modules.get(path)
        if known is None:
            module = self.module_at(path)
            module.check(text, tree)
        elif known.has_text(text) or not known.is_loaded:
            module = known
            if known.is_loaded:
                module.hold(text, tree)
            else:
                module.check(text, tree)
        else:
            # What was derived from the file as it is on disk does not hold for this text.
            self._forget()
            module = self.module_at(path)
            module.check(text, tree)
        self._checked = module
        return module

    def _is_known_unsaved(self, path: str, text: str) -> bool:
        """Whether what is known holds for this text of a file that was checked just before."""
        last = self._checked
        return self._is_unsaved and last is not None and last.path == path and last.has_text(text)

    def _has_been_saved(self) -> bool:
        """Whether the unsaved text that was checked last has been written to its file since."""
        last = self._checked
        text = read_source(last.path) if last is not None else None
        return last is not None and text is not None and last.has_text(text)

    @property
    def unsaved(self) -> Module | None:
        """The file being checked, where its text is not what stands on disk; else None."""
        return self._checked if self._is_unsaved else None

    def settle(self) -> None:
        """Let go of what only the file just checked needed, and keep the garbage collector from the rest.

        Facts are kept until the process ends, so a collection can free none of them, and yet it
        would cost more than the rules do. The longer the list of facts, the rarer this is done.
        """
        if self._mentions is not None:
            self._mentions.release()
        size = len(self._modules) + self.interpreter.solver.size
        if size > LEAST_FACTS_FROZEN and size > self._size_when_frozen * GROWTH_UNTIL_FROZEN:
            gc.collect()  # what is garbage by now would be kept for ever
            gc.freeze()
            self._size_when_frozen = size

    def _forget(self) -> None:
        """Start anew: unsaved text has come or gone, as editors and fixes hand it over."""
        self._modules.clear()
        self._start()

    def _start(self) -> None:
        """Know nothing of the project's files."""
        self.bodies = Bodies()
        self.survey = Survey(self)
        self.interpreter = Interpreter(self)
        self.start_up = StartUp(self)
        self.dependencies = Dependencies(self)
        self.routing = Routing(self)
        self._request_path: RequestPath | None = None
        self._queries: Queries | None = None
        self._serving: Serving | None = None
        self._types: TypeInterpreter | None = None
        self._mentions: Mentions | None = None

    @property
    def mentions(self) -> Mentions:
        """Who mentions which function, by the text of the files."""
        if self._mentions is None:
            from flake8_fastapi.model.mentions import Mentions

            self._mentions = Mentions(self)
        return self._mentions

    @property
    def types(self) -> TypeInterpreter:
        """Evaluates functions for those who want to know types only."""
        if self._types is None:
            from flake8_fastapi.model.remembering import TypeInterpreter

            self._types = TypeInterpreter(self, self.interpreter)
        return self._types

    @property
    def request_path(self) -> RequestPath:
        """What is made while requests are answered."""
        if self._request_path is None:
            from flake8_fastapi.model.request_path.uses import RequestPath

            self._request_path = RequestPath(self)
        return self._request_path

    @property
    def queries(self) -> Queries:
        """What is asked of databases while requests are answered."""
        if self._queries is None:
            from flake8_fastapi.model.repeated_queries.nodes import Queries

            self._queries = Queries(self)
        return self._queries

    @property
    def serving(self) -> Serving:
        """Which functions run while requests are answered."""
        if self._serving is None:
            from flake8_fastapi.model.resources.serving import Serving

            self._serving = Serving(self)
        return self._serving

    def module_of_display_path(self, path: str) -> Module:
        """The module of a file by its path below the root, as chains name it."""
        return self.module_at(os.path.join(self.root, *path.split("/")))

    def module_at(self, path: str) -> Module:
        """The module of a file, or of the directory of a namespace package."""
        module = self._modules.get(path)
        if module is None:
            module = self._modules[path] = Module(self, path, self._name_of(path))
        return module

    def find_module(self, name: str, importer: Module) -> Module | None:
        """The project's module of a dotted name, as ``importer`` would import it; None for a library."""
        path = self.search.find(name, importer.path)
        return self.module_at(path) if path is not None else None

    @cached_property
    def admits_pydantic_1(self) -> bool:
        """Whether it may run on pydantic 1: its files allow it, or its FastAPI needs it."""
        return self.versions.may_precede("pydantic", (2,)) or self.version_of("fastapi") < (0, 100)

    def version_of(self, distribution: str) -> Release:
        """The release of a library to judge by; larger than any where nothing says that it is older.

        For FastAPI the user's option decides, else the project's lock file, requirements or metadata.
        """
        if distribution == "fastapi" and self.settings.target_version is not None:
            return self.settings.target_version
        return self.versions.of(distribution).newest

    def names_library(self, module: Module, binding: ImportBinding) -> bool:
        """Whether an import statement of a module names something of a library, not of the project."""
        return self.interpreter.names.imported_module(module, binding) is None

    def uses_framework(self, module: Module) -> bool:
        """Whether the project uses FastAPI: this file says so, or any other does."""
        if module.given_text is not None:
            if "fastapi" in module.given_text or "starlette" in module.given_text:
                return True
        return self.survey.uses_framework

    def _name_of(self, path: str) -> str:
        base = self.directories.import_root(path) if path.endswith(".py") else self.root
        if base == os.path.dirname(path):
            source = os.path.join(self.root, "src")
            base = source if path.startswith(source + os.sep) else self.root
        relative = os.path.relpath(path, base)
        parts = relative.removesuffix(".py").split(os.sep)
        if parts[-1] == "__init__" and len(parts) > 1:
            parts.pop()
        return ".".join(part for part in parts if part not in ("..", "."))
