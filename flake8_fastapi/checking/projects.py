"""Checks files project by project: what is known of them already, and what is not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flake8_fastapi.checking.observations import Observations
from flake8_fastapi.model.layout import Directories, is_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from flake8_fastapi.checking.cache import Cache, Entry
    from flake8_fastapi.checking.configuration import Configuration
    from flake8_fastapi.checking.file_findings import FileFindings


def check_files(
    paths: Sequence[str], configuration: Configuration, jobs: int, cache: Cache | None
) -> Iterator[list[FileFindings]]:
    """The findings of all files, given by absolute paths, some at a time as they become known."""
    if cache is None:
        from flake8_fastapi.checking.jobs import check_in_processes

        yield from check_in_processes(paths, configuration, jobs, None)
        return
    known = _Known(paths, cache)
    yield from known.found
    if not known.missing:
        known.store_refreshed()
        return
    from flake8_fastapi.checking.jobs import check_in_processes

    observations = Observations()
    found: list[FileFindings] = []
    for some in check_in_processes(known.missing, configuration, jobs, observations):
        found += some
        yield some
    known.store(found, observations)


class _Known:
    """What the cache knows of some files; ``missing`` are the others."""

    def __init__(self, paths: Sequence[str], cache: Cache) -> None:
        self._cache = cache
        self._root_of = _roots(paths)
        self._entries: dict[str, Entry] = {}
        for root in set(self._root_of.values()):
            entry = cache.load(root)
            if entry is not None:
                self._entries[root] = entry
        self.found: list[list[FileFindings]] = []
        self.missing: list[str] = []
        for path in paths:
            entry = self._entries.get(self._root_of.get(path, ""))
            found = entry.found_in(path) if entry is not None else None
            if found is not None:
                self.found.append([found])
            else:
                self.missing.append(path)

    def store_refreshed(self) -> None:
        """Keep the new times of files that have the contents of before."""
        for root, entry in self._entries.items():
            if entry.observations.is_refreshed:
                self._cache.store(root, entry)

    def store(self, found: Sequence[FileFindings], observations: Observations) -> None:
        """Keep what has been found now, beside what was known and is still true."""
        from flake8_fastapi.checking.cache import Entry

        changed: dict[str, Entry] = {}
        for each in found:
            root = self._root_of.get(each.path)
            if root is None or each.problem:
                continue
            if root not in changed:
                entry = self._entries.get(root) or Entry({}, Observations())
                entry.observations.merge(observations.where(_concerns(root, self._root_of.values())))
                changed[root] = entry
            changed[root].findings[each.path] = each.findings
        for root, entry in changed.items():
            self._cache.store(root, entry)


def _roots(paths: Sequence[str]) -> dict[str, str]:
    """The roots of the projects that files belong to; files reached through links have none here."""
    directories = Directories()
    real: dict[str, bool] = {}
    roots: dict[str, str] = {}
    by_folder: dict[str, str] = {}
    for path in paths:
        folder = os.path.dirname(path)
        if folder not in real:
            real[folder] = os.path.realpath(folder) == folder
            by_folder[folder] = directories.project_root(path)
        if real[folder] and not os.path.islink(path):
            roots[path] = by_folder[folder]
    return roots


def _concerns(root: str, roots: Iterable[str]) -> Callable[[str], bool]:
    """Whether a project may have looked at a path: not where it belongs to another one beside it."""
    others = {
        each for each in roots if each != root and not is_below(root, each) and not is_below(each, root)
    }
    return lambda path: (
        is_below(path, root) or not any(path == other or is_below(path, other) for other in others)
    )
