"""Spreads files over processes. What is found does not depend on how many there are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flake8_fastapi.checking.file_check import FileCheck
from flake8_fastapi.checking.observations import Observations, Observed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.pool import Pool

    from flake8_fastapi.checking.configuration import Configuration
    from flake8_fastapi.checking.file_findings import FileFindings
    from flake8_fastapi.checking.fixing import FixedFile, Wanted

FEWEST_FILES = 16
"""Fewer files than this are not worth a process of their own."""

_check: FileCheck | None = None
"""The check of this process; forked processes inherit it."""
_seen: Observations | None = None
_sent: Observations | None = None
"""What this process has looked at, and what of it the first one was told."""


def available_processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def check_in_processes(
    paths: Sequence[str], configuration: Configuration, jobs: int, observations: Observations | None
) -> Iterator[list[FileFindings]]:
    """The findings of all files, some at a time; ``observations`` take in what was looked at for them.

    With 0 for ``jobs`` there are as many processes as processors.
    """
    global _check
    _check = FileCheck(configuration)
    jobs = min(jobs or available_processors(), -(-len(paths) // FEWEST_FILES))
    if jobs <= 1:
        with Observed(observations):
            for path in paths:
                yield [_check.check(path)]
        return
    with _pool(jobs, (configuration, observations is not None)) as pool:
        for found, seen in pool.imap_unordered(_check_some, _portions(paths, jobs)):
            if observations is not None and seen is not None:
                observations.merge(seen)
            yield found


def _pool(jobs: int, arguments: tuple[Configuration, bool]) -> Pool:
    """Processes that are ready to check and to fix."""
    import multiprocessing

    assert _check is not None
    _check.prepare()
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    return context.Pool(jobs, _start, arguments)


def _start(configuration: Configuration, observes: bool) -> None:
    """Make a process ready; a spawned one inherits nothing."""
    global _check, _seen, _sent
    if _check is None:
        _check = FileCheck(configuration)
    if observes:
        _seen, _sent = Observations(), Observations()


def _check_some(paths: Sequence[str]) -> tuple[list[FileFindings], Observations | None]:
    assert _check is not None
    with Observed(_seen):
        found = [_check.check(path) for path in paths]
    new = _seen.since(_sent) if _seen is not None and _sent is not None else None
    return found, new


def fix_in_processes(
    wanted: Sequence[Wanted], configuration: Configuration, jobs: int
) -> Iterator[FixedFile | None]:
    """What fixes make of files; None for each that stays as it is. Nothing is written."""
    global _check
    _check = FileCheck(configuration)
    jobs = min(jobs or available_processors(), len(wanted))
    if jobs <= 1:
        yield from map(_check.fix, wanted)
        return
    with _pool(jobs, (configuration, False)) as pool:
        yield from pool.imap_unordered(_fix, wanted)


def _fix(wanted: Wanted) -> FixedFile | None:
    assert _check is not None
    return _check.fix(wanted)


def _portions(paths: Sequence[str], jobs: int) -> Iterator[Sequence[str]]:
    """Neighbours together, since they ask the same questions; large portions first, small ones last."""
    start = 0
    while start < len(paths):
        size = max((len(paths) - start) // (jobs * 3), 1)
        yield paths[start : start + size]
        start += size
