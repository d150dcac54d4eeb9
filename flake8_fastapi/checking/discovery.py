"""Which files a run is about: flake8's ways, and git's ignored files and virtual environments left out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flake8_fastapi.checking.patterns import PathPatterns
from flake8_fastapi.commands import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_fastapi.checking.configuration import Configuration


def find_files(paths: Sequence[str], configuration: Configuration) -> list[str]:
    """The absolute paths of the files to check, each once, sorted.

    A file that is named is checked whatever its name, and whatever git ignores, unless it is excluded.
    ``UsageError`` names a path that does not exist.
    """
    for path in paths:
        if not os.path.exists(path):
            raise UsageError(f"{path}: no such file or folder")
    excluded = _excluded(configuration)
    wanted = PathPatterns(configuration.filename)
    found: set[str] = set()
    for path in paths:
        absolute = os.path.abspath(path)
        if _matches(path, absolute, excluded):
            continue
        if os.path.isdir(absolute):
            found.update(_walk(absolute, path, excluded, wanted, configuration.respect_gitignore))
        else:
            found.add(absolute)
    return sorted(found)


def is_excluded(path: str, configuration: Configuration) -> bool:
    """Whether a path that is named is not checked all the same."""
    return _matches(path, os.path.abspath(path), _excluded(configuration))


def _excluded(configuration: Configuration) -> PathPatterns:
    return PathPatterns((*configuration.exclude, *configuration.extend_exclude))


def _matches(path: str, absolute: str, excluded: PathPatterns) -> bool:
    if os.path.basename(path) in {"", ".", ".."}:  # flake8 holds no pattern against such names
        return excluded.match_whole(absolute)
    return excluded.match(absolute)


def _walk(
    root: str, typed: str, excluded: PathPatterns, wanted: PathPatterns, respect_gitignore: bool
) -> Iterator[str]:
    ignored = _ignored(root) if respect_gitignore else frozenset()
    for folder, names, files in os.walk(root):
        if respect_gitignore and folder != root and (".git" in names or ".git" in files):
            ignored |= _ignored(folder)  # a repository inside another has rules of its own
        names[:] = [
            name
            for name in names
            if (path := os.path.join(folder, name)) not in ignored
            and not excluded.match(path)
            and not os.path.exists(os.path.join(path, "pyvenv.cfg"))
        ]
        shown = typed + folder[len(root) :]  # flake8 holds the patterns of names against what was typed
        for name in files:
            path = os.path.join(folder, name)
            if path in ignored or excluded.match(path) or not wanted.match_whole(os.path.join(shown, name)):
                continue
            if os.path.isfile(path):  # neither a pipe nor a link that leads nowhere
                yield path


def _ignored(folder: str) -> frozenset[str]:
    from flake8_fastapi.checking.git import ignored_paths

    return ignored_paths(folder)


def shown_path(path: str) -> str:
    """An absolute path as people read it: relative to the current folder when it lies below."""
    here = os.getcwd().rstrip(os.sep) + os.sep
    return path.removeprefix(here)
