"""The cache of flake8 runs: what the plugin found in files before, for as long as everything looks the same.

flake8 gives the files to several processes, and hooks give them to several runs. So each process adds
what it has found to what the others left, when it ends.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

from flake8_fastapi.checking.cache import Cache, Entry, digest
from flake8_fastapi.checking.observations import Observations, Observed
from flake8_fastapi.framework import project_root
from flake8_fastapi.rule import INTERNAL_ERROR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flake8_fastapi.rule import Finding

FOLDER_NAME = "flake8-fapi"

LONGEST_WAIT = 2.0
"""Seconds for another process to finish writing; then what was found is not kept."""
OLDEST_LOCK = 20.0
"""Seconds; an older lock was left by a process that was killed."""


class RunCache:
    """What is known of the files of a run, and what it adds to that."""

    def __init__(self, folder: str, *way: object) -> None:
        """Without a folder nothing is kept.

        ``way`` is all that findings depend on besides files and versions; equal ways share findings.
        """
        self._folder = folder
        self._way = way
        self._process = 0
        self._cache: Cache | None = None
        self._observations = Observations()
        self._known: dict[str, dict[str, tuple[Finding, ...]]] = {}
        self._found: dict[str, dict[str, tuple[Finding, ...]]] = {}

    def findings(
        self, filename: str, lines: Sequence[str], check: Callable[[], list[Finding]]
    ) -> Sequence[Finding]:
        """The findings of a file with this text: as they are known, else as ``check`` finds them."""
        if self._process != os.getpid():
            self._process = os.getpid()
            self._store_at_end()
        return self.found_before_forks(filename, lines, check)

    def found_before_forks(
        self, filename: str, lines: Sequence[str], check: Callable[[], list[Finding]]
    ) -> Sequence[Finding]:
        """As ``findings``, in a process that leaves it to those forked from it to keep them."""
        path = os.path.realpath(filename)
        if not self._folder or path != os.path.abspath(filename):
            return check()  # which project a link belongs to may change without a trace in it
        root = project_root(path)
        name = f"{digest(''.join(lines))} {path}"
        for known in (self._known_below(root), self._found.get(root, {})):
            if name in known:
                return known[name]
        with Observed(self._observations):
            found = check()
        if all(each.code != INTERNAL_ERROR for each in found):
            self._found.setdefault(root, {})[name] = tuple(found)
        return found

    def unknown(self, filenames: Sequence[str]) -> list[str]:
        """The files of which nothing is known, as far as can be told without reading them."""
        if not self._folder:
            return list(filenames)
        known: dict[str, set[str]] = {}
        unknown: list[str] = []
        for filename in filenames:
            path = os.path.realpath(filename)
            root = project_root(path)
            if root not in known:
                known[root] = {name.partition(" ")[2] for name in self._known_below(root)}
            if path not in known[root]:
                unknown.append(filename)
        return unknown

    def _known_below(self, root: str) -> dict[str, tuple[Finding, ...]]:
        known = self._known.get(root)
        if known is None:
            if self._cache is None:
                self._cache = Cache(self._folder, *self._way)
            entry = self._cache.load(root)
            known = self._known[root] = entry.findings if entry is not None else {}
        return known

    def _store_at_end(self) -> None:
        """See to it that what this process finds is kept when it ends.

        ``multiprocessing`` runs its finalizers in its workers, where ``atexit`` is not heard, and in others.
        """
        from multiprocessing.util import Finalize

        Finalize(None, self.store, exitpriority=1)

    def store(self) -> None:
        """Add what was found to the files of the cache, where that is possible."""
        if self._process != os.getpid() or self._cache is None:
            return
        for root, found in self._found.items():
            with contextlib.suppress(OSError):
                self._cache.make_folder()
                with _locked(f"{self._cache.path_of(root)}.lock") as is_locked:
                    if is_locked:
                        self._add(self._cache, root, found)
        self._found = {}

    def _add(self, cache: Cache, root: str, found: dict[str, tuple[Finding, ...]]) -> None:
        entry = cache.load(root) or Entry({}, Observations())
        entry.observations.merge(self._observations)
        paths = {name.partition(" ")[2] for name in found}
        kept = {name: each for name, each in entry.findings.items() if name.partition(" ")[2] not in paths}
        cache.store(root, Entry(kept | found, entry.observations))


@contextlib.contextmanager
def _locked(path: str) -> Iterator[bool]:
    """Whether this process is the only one for a while; an ``OSError`` where that cannot be had at all."""
    until = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                if time.time() - os.stat(path).st_mtime > OLDEST_LOCK:
                    os.unlink(path)
            if time.monotonic() > until:
                yield False
                return
            time.sleep(0.01)
    try:
        yield True
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def default_folder() -> str:
    """Where the system keeps a user's caches; empty where nobody knows."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not base and sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif not base:
        base = os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")
    return os.path.join(base, FOLDER_NAME) if os.path.isabs(base) else ""
