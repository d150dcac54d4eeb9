"""Spreads files over processes. What is found does not depend on how many there are."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flake8_fastapi.checking.before_forks import file_to_begin_with
from flake8_fastapi.checking.file_check import FileCheck
from flake8_fastapi.checking.observations import Observations, Observed
from flake8_fastapi.commands import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from flake8_fastapi.checking.configuration import Configuration
    from flake8_fastapi.checking.file_findings import FileFindings
    from flake8_fastapi.checking.fixing import FixedFile, Wanted

    Task = TypeVar("Task")
    Result = TypeVar("Result")

FEWEST_FILES = 16
"""Fewer files than this are not worth a process of their own."""

START_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""Elsewhere than on Linux a forked process may find the system's libraries in a bad state."""

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


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the garbage collector from looking again and again at facts that are kept until the end.

    The model has it look once, whenever there are many more of them.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def check_in_processes(
    paths: Sequence[str], configuration: Configuration, jobs: int, observations: Observations | None
) -> Iterator[list[FileFindings]]:
    """The findings of all files, some at a time; ``observations`` take in what was looked at for them.

    With 0 for ``jobs`` there are as many processes as processors.
    """
    with _without_collector():
        yield from _check_in_processes(paths, configuration, jobs, observations)


def _check_in_processes(
    paths: Sequence[str], configuration: Configuration, jobs: int, observations: Observations | None
) -> Iterator[list[FileFindings]]:
    global _check
    _check = FileCheck(configuration)
    jobs = min(jobs or available_processors(), -(-len(paths) // FEWEST_FILES))
    if jobs <= 1:
        with Observed(observations):
            for path in paths:
                yield [_check.check(path)]
        return
    first = file_to_begin_with(paths, _check.count_rules) if START_METHOD == "fork" else None
    if first is not None:
        with Observed(observations):
            yield [_check.check(first)]
        paths = [path for path in paths if path != first]
    arguments = (configuration, observations is not None)
    for found, seen in _in_processes(_check_some, _portions(paths, jobs), jobs, arguments):
        if observations is not None and seen is not None:
            observations.merge(seen)
        yield found


def _in_processes(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    jobs: int,
    arguments: tuple[Configuration, bool],
) -> Iterator[Result]:
    """What a function makes of each task, as it becomes known."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    assert _check is not None
    _check.prepare()
    context = multiprocessing.get_context(START_METHOD)
    executor = ProcessPoolExecutor(jobs, context, _start, arguments)
    try:
        for future in as_completed([executor.submit(function, task) for task in tasks]):
            yield future.result()
    except BrokenProcessPool:
        raise UsageError("a process ended before its files were checked; try --jobs 1") from None
    finally:
        executor.shutdown(cancel_futures=True)


def _start(configuration: Configuration, observes: bool) -> None:
    """Make a process ready; a spawned one inherits nothing."""
    global _check, _seen, _sent
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends without a word when the user has had enough
    if _check is None:
        _check = FileCheck(configuration)
    if observes:
        _seen, _sent = Observations(), Observations()


def _check_some(paths: Sequence[str]) -> tuple[list[FileFindings], Observations | None]:
    assert _check is not None
    gc.disable()  # as in the first process, from which a spawned one inherits nothing
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
    yield from _in_processes(_fix, wanted, jobs, (configuration, False))


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
