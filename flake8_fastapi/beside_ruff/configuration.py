"""Ruff's configuration for a file: found, read, and merged with what it extends."""

from __future__ import annotations

import functools
import os
import re
import tomllib
from typing import Any, NamedTuple

from flake8_fastapi.beside_ruff.globs import matches_file
from flake8_fastapi.model.disk import FILE, kind_of, read_bytes

FILE_NAMES = (".ruff.toml", "ruff.toml", "pyproject.toml")
"""Where Ruff looks in each folder; the first that is there and is meant for it counts."""

DEFAULT_EXCLUDE = (
    ".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox",
    ".pants.d", ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode",
    "__pypackages__", "_build", "buck-out", "dist", "node_modules", "site-packages", "venv",
)  # fmt: skip

DEFAULT_INCLUDE = ("*.py", "*.pyi", "*.ipynb")

LAZY_ANNOTATIONS = 14
"""The first minor version of Python 3 that evaluates annotations only when somebody asks for them."""

_LOWER_BOUND = re.compile(r"(?:>=|==|~=|>)\s*3\.(\d+)")

LONGEST_CHAIN = 16
"""More configurations than this extend each other only in a circle."""


class Patterns(NamedTuple):
    """File patterns and the folder that they are relative to."""

    root: str
    patterns: tuple[str, ...]

    def match(self, path: str) -> bool:
        """Whether one of them matches a file or folder."""
        return any(matches_file(pattern, self.root, path) for pattern in self.patterns)


class Selection(NamedTuple):
    """What one configuration file selects and ignores; ``select`` is None where it does not say."""

    select: tuple[str, ...] | None
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]


class FileIgnore(NamedTuple):
    """Selectors that are ignored in the files of a pattern, or with ``!`` in all others."""

    root: str
    pattern: str
    selectors: tuple[str, ...]

    def concerns(self, path: str) -> bool:
        """Whether these selectors are ignored in a file."""
        if self.pattern.startswith("!"):
            return not matches_file(self.pattern[1:], self.root, path)
        return matches_file(self.pattern, self.root, path)


class RuffConfiguration(NamedTuple):
    """What of a configuration decides which rules Ruff runs on a file.

    ``selections`` are those of all files that extend each other, the extended one first. ``root`` is
    the folder of the configuration itself.
    """

    root: str
    selections: tuple[Selection, ...] = ()
    preview: bool = False
    explicit_preview_rules: bool = False
    file_ignores: tuple[FileIgnore, ...] = ()
    include: Patterns = Patterns("", DEFAULT_INCLUDE)
    exclude: tuple[Patterns, ...] = (Patterns("", DEFAULT_EXCLUDE),)
    lint_exclude: Patterns = Patterns("", ())
    target_versions: tuple[str, ...] = ()
    """The Pythons that are named for all or some files, as in ``py311``."""

    def looks_at(self, path: str) -> bool:
        """Whether Ruff checks a file when it comes across it; ``path`` is absolute."""
        if not self.include.match(path) or self.lint_exclude.match(path):
            return False
        place = path
        while True:
            if any(patterns.match(place) for patterns in self.exclude):
                return False
            parent = os.path.dirname(place)
            if place == self.root or parent == place:
                return True
            place = parent

    def may_target_lazy_annotations(self, path: str) -> bool:
        """Whether Ruff may take a file for one of a Python that evaluates annotations late.

        By what the configuration names, else by the Python that the nearest ``pyproject.toml`` requires.
        """
        versions = [re.sub(r"^py3", "", version) for version in self.target_versions]
        if not versions:
            versions = _LOWER_BOUND.findall(_required_python(os.path.dirname(path)))
        return any(version.isdecimal() and int(version) >= LAZY_ANNOTATIONS for version in versions)


def configuration_for(path: str) -> RuffConfiguration | None:
    """The configuration that Ruff takes for a file (an absolute path).

    That of the nearest folder above the file that has one, else of the working directory, else the
    user's own, else Ruff's defaults. None where it cannot be read: then Ruff stops with an error.
    """
    file = _nearest(os.path.dirname(path)) or _nearest(os.getcwd()) or _users_own()
    if file is None:
        return RuffConfiguration(os.path.dirname(path))
    return _read(file)


@functools.cache
def _nearest(folder: str) -> str | None:
    for name in FILE_NAMES:
        file = os.path.join(folder, name)
        if kind_of(file) == FILE and (name != "pyproject.toml" or _table(file)):
            return file
    parent = os.path.dirname(folder)
    return _nearest(parent) if parent != folder else None


def _users_own() -> str | None:
    folder = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser(os.path.join("~", ".config"))
    if os.name == "nt":
        folder = os.environ.get("APPDATA", folder)
    for name in FILE_NAMES:
        file = os.path.join(folder, "ruff", name)
        if kind_of(file) == FILE:
            return file
    return None


@functools.cache
def _required_python(folder: str) -> str:
    """The Python versions that the nearest ``pyproject.toml`` with such a statement asks for."""
    project = (_document(os.path.join(folder, "pyproject.toml")) or {}).get("project")
    if isinstance(project, dict) and isinstance(project.get("requires-python"), str):
        return str(project["requires-python"])
    parent = os.path.dirname(folder)
    return _required_python(parent) if parent != folder else ""


def _document(file: str) -> dict[str, Any] | None:
    """What a TOML file holds; None where it cannot be read."""
    content = read_bytes(file)
    if content is None:
        return None
    try:
        return tomllib.loads(content.decode())
    except ValueError:
        return None


def _table(file: str) -> dict[str, Any] | None:
    """Ruff's part of a configuration file; None where it has none or cannot be read."""
    table = _document(file)
    if table is None:
        return None
    if os.path.basename(file) == "pyproject.toml":
        table = table.get("tool", {}).get("ruff")
    return table if isinstance(table, dict) else None


@functools.cache
def _read(file: str) -> RuffConfiguration | None:
    """A configuration with all that it extends."""
    chain: list[tuple[str, dict[str, Any]]] = []
    extended: str | None = file
    while extended is not None:
        table = _table(extended)
        if table is None or len(chain) == LONGEST_CHAIN:
            return None
        chain.append((os.path.dirname(extended), table))
        extended = _extended(extended, table)
    configuration = RuffConfiguration(os.path.dirname(file))
    try:
        for root, table in reversed(chain):
            configuration = _extend(configuration, root, table)
    except (TypeError, ValueError, AttributeError):
        return None  # not of the types that Ruff demands
    return configuration


def _extended(file: str, table: dict[str, Any]) -> str | None:
    name = table.get("extend")
    if not isinstance(name, str):
        return None
    return os.path.join(os.path.dirname(file), os.path.expandvars(os.path.expanduser(name)))


def _extend(base: RuffConfiguration, root: str, table: dict[str, Any]) -> RuffConfiguration:
    """What holds when a file extends a configuration: it replaces some and adds to some."""
    lint = table.get("lint", {})

    def option(name: str) -> Any:
        return lint.get(name, table.get(name))

    select = option("select")
    selection = Selection(
        None if select is None else _texts(select),
        _texts(option("extend-select")),
        (*_texts(option("ignore")), *_texts(option("extend-ignore"))),
    )
    ignores = base.file_ignores
    own = option("per-file-ignores")
    if own is not None:
        ignores = _file_ignores(root, own)
    ignores += _file_ignores(root, option("extend-per-file-ignores") or {})
    preview = lint.get("preview", table.get("preview", base.preview))
    explicit = option("explicit-preview-rules")
    exclude = (Patterns(root, _texts(table["exclude"])),) if "exclude" in table else base.exclude
    include = Patterns(root, _texts(table["include"])) if "include" in table else base.include
    versions = base.target_versions
    if "target-version" in table:
        versions = _texts([table["target-version"]])
    versions += _texts(list(table.get("per-file-target-version", {}).values()))
    return base._replace(
        selections=(*base.selections, selection),
        preview=bool(preview),
        explicit_preview_rules=base.explicit_preview_rules if explicit is None else bool(explicit),
        file_ignores=ignores,
        include=Patterns(root, (*include.patterns, *_texts(table.get("extend-include")))),
        exclude=(*exclude, Patterns(root, _texts(table.get("extend-exclude")))),
        lint_exclude=Patterns(root, _texts(lint["exclude"])) if "exclude" in lint else base.lint_exclude,
        target_versions=versions,
    )


def _file_ignores(root: str, table: dict[str, Any]) -> tuple[FileIgnore, ...]:
    return tuple(FileIgnore(root, pattern, _texts(selectors)) for pattern, selectors in table.items())


def _texts(value: Any) -> tuple[str, ...]:
    """A list of texts; ``TypeError`` for anything else but nothing."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise TypeError(f"{value!r} is no list of texts")
    return tuple(value)
