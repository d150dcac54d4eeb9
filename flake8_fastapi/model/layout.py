"""Where a project begins on disk, and which file an import means.

Nothing is imported and no environment is asked: directories are listed, once each.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from flake8_fastapi.model.disk import kind_of, names_in, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT_MARKERS = (
    "pyproject.toml", "setup.py", "setup.cfg", ".git", "requirements.txt", "Pipfile",
    "poetry.lock", "uv.lock", "pdm.lock", "tox.ini",
)  # fmt: skip

SKIPPED_DIRECTORIES = frozenset(
    {"node_modules", "__pycache__", "site-packages", "dist-packages", "venv", "env", "virtualenv",
     "build", "dist", "_build", "__pypackages__"}
)  # fmt: skip

MOST_FILES = 20_000
"""A project is not searched beyond this many Python files."""


class Directories:
    """Directory listings, each read once."""

    def __init__(self) -> None:
        self._names: dict[str, frozenset[str]] = {}

    def names_in(self, directory: str) -> frozenset[str]:
        """The names of a directory's entries; none when it cannot be listed."""
        names = self._names.get(directory)
        if names is None:
            names = self._names[directory] = names_in(directory)
        return names

    def is_package(self, directory: str) -> bool:
        """Whether a directory is a regular package."""
        return "__init__.py" in self.names_in(directory)

    def import_root(self, path: str) -> str:
        """The directory that holds the outermost regular package around a file."""
        return self._outside_packages(os.path.dirname(path))

    def _outside_packages(self, directory: str) -> str:
        while self.is_package(directory):
            parent = os.path.dirname(directory)
            if parent == directory:
                break
            directory = parent
        return directory

    def project_root(self, path: str) -> str:
        """The directory of the project that a file belongs to.

        The nearest directory above the outermost package that holds a project's
        marker file; else the working directory when the file is below it; else the
        directory of the outermost package. A marker file inside of a package, to which files of its
        subdirectories without ``__init__.py`` come first, counts only where there is none above that package.
        """
        start = self.import_root(path)
        directory = start
        while True:
            names = self.names_in(directory)
            if any(marker in names for marker in ROOT_MARKERS) or any(
                name.endswith(".dist-info") for name in names
            ):
                outside = self._outside_packages(directory)
                if outside == directory:
                    return directory
                start, directory = directory, outside
                continue
            parent = os.path.dirname(directory)
            if parent == directory:
                break
            directory = parent
        working = os.path.realpath(os.getcwd())
        return working if os.path.dirname(working) != working and is_below(path, working) else start

    def module_file(self, base: str, parts: list[str]) -> str | None:
        """The file of the module ``parts`` below ``base``; a directory for a namespace package.

        None where there is neither.
        """
        directory = base
        for part in parts[:-1]:
            if part not in self.names_in(directory):
                return None
            directory = os.path.join(directory, part)
        last = parts[-1]
        names = self.names_in(directory)
        if last in names:
            inside = self.names_in(os.path.join(directory, last))
            if "__init__.py" in inside:
                return os.path.join(directory, last, "__init__.py")
            if f"{last}.py" not in names and inside:
                return os.path.join(directory, last)
        if f"{last}.py" in names:
            return os.path.join(directory, f"{last}.py")
        return None


def is_below(path: str, directory: str) -> bool:
    """Whether a path lies below a directory; both absolute."""
    return path.startswith(directory.rstrip(os.sep) + os.sep)


def python_files(root: str) -> Iterator[str]:
    """The Python files of a project in a fixed order, without environments and build output."""
    count = 0
    for directory, names, files in walk(root):
        names[:] = sorted(
            name
            for name in names
            if not name.startswith(".")
            and name not in SKIPPED_DIRECTORIES
            and not kind_of(os.path.join(directory, name, "pyvenv.cfg"))
        )
        for name in sorted(files):
            if name.endswith(".py"):
                count += 1
                if count > MOST_FILES:
                    return
                yield os.path.join(directory, name)


class ImportSearch:
    """Which file of the project an absolute import means, seen from a given file."""

    def __init__(self, root: str, directories: Directories, is_library: Callable[[str], bool]) -> None:
        """``is_library`` tells whether a top-level name is that of a known library."""
        self.root = root
        self.directories = directories
        self.is_library = is_library
        self._found: dict[tuple[str, str], str | None] = {}

    def find(self, name: str, importer: str) -> str | None:
        """The path of the module ``name`` as ``importer`` would get it; None for a library."""
        if name.partition(".")[0] in sys.stdlib_module_names:
            return None
        key = (name, importer.rpartition(os.sep)[0])
        if key not in self._found:
            self._found[key] = self._search(name.split("."), importer)
        return self._found[key]

    def _search(self, parts: list[str], importer: str) -> str | None:
        top = parts[0]
        proven = [self.directories.import_root(importer), self.root, os.path.join(self.root, "src")]
        is_library = self.is_library(top)
        for base in self._unique(proven if is_library else [*proven, *self._between(importer)]):
            path = self.directories.module_file(base, parts)
            if path is None or (path == importer and not path.endswith("__init__.py")):
                continue
            # A bare directory named like a library (`docker/`, `alembic/`) is not that library.
            if is_library and not self._is_import_package(base, top):
                continue
            return path
        return None

    def _is_import_package(self, base: str, top: str) -> bool:
        names = self.directories.names_in(base)
        return f"{top}.py" in names or self.directories.is_package(os.path.join(base, top))

    def _between(self, importer: str) -> Iterator[str]:
        """The directories from the importing file up to the root, then the root's children."""
        directory = os.path.dirname(importer)
        while is_below(directory, self.root):
            yield directory
            directory = os.path.dirname(directory)
        for name in sorted(self.directories.names_in(self.root)):
            if not name.startswith(".") and name not in SKIPPED_DIRECTORIES and "." not in name:
                yield os.path.join(self.root, name)

    @staticmethod
    def _unique(directories: list[str]) -> list[str]:
        return list(dict.fromkeys(directories))
