"""Answers what all processes of a run would ask, before they are forked from the one that has the answers.

Who calls whom, which dependencies and routes a project has: the first file that is checked makes the model
find this out, and in each process anew: the more processes there are, the more of the work is of this kind.
So one file is checked before there are any.
"""

from __future__ import annotations

import ast
import logging
import os
import signal
from typing import TYPE_CHECKING

from flake8.discover_files import expand_paths

from flake8_fastapi.checking.sources import decode, decode_lines, parse
from flake8_fastapi.framework import FRAMEWORK_IMPORT, uses_framework
from flake8_fastapi.model import disk

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable
    from types import FrameType

    from flake8_fastapi.checker import Checker
    from flake8_fastapi.checking.run_cache import RunCache
    from flake8_fastapi.rule import Finding

LOG = logging.getLogger("flake8.fapi")

LOOKED_AT = 12
"""Among so many of the largest files with FastAPI the first one is chosen."""

SOON = 0.01
"""Seconds until a user's wish to stop is passed on to flake8, and between the trials to do so."""


def prepare(options: argparse.Namespace, cache_of: Callable[[argparse.Namespace], RunCache | None]) -> None:
    """Check one file of a flake8 run of which nothing is known yet, if there is any."""
    try:
        _check_one(options, cache_of)
    except Exception as error:  # it will fail again where that can be reported
        LOG.info("the run could not be prepared", exc_info=error)
    except KeyboardInterrupt:
        signal.signal(signal.SIGALRM, _stop_after_the_fork)
        signal.setitimer(signal.ITIMER_REAL, SOON)


def _stop_after_the_fork(_signal: int, frame: FrameType | None) -> None:
    """Tell flake8 that the user wants to stop, when its processes are made.

    Before that Python keeps to itself what is raised by those who are called at a fork, be it by us or by
    others, such as ``logging``; and processes would be left behind that nobody has noted yet.
    """
    from multiprocessing.pool import Pool

    while frame is not None:
        if frame.f_code is Pool.__init__.__code__:
            signal.setitimer(signal.ITIMER_REAL, SOON)
            return
        frame = frame.f_back
    raise KeyboardInterrupt


def _check_one(
    options: argparse.Namespace, cache_of: Callable[[argparse.Namespace], RunCache | None]
) -> None:
    checker: Checker = options.fapi_checker
    filenames = _filenames(options)
    if not filenames:
        return
    cache = cache_of(options)
    if cache is not None:
        filenames = cache.unknown(filenames)
    filename = file_to_begin_with(filenames, lambda text: len(checker.engine.concerned(text)))
    content = disk.read_bytes(filename) if filename is not None else None
    if filename is None or content is None:
        return
    lines = decode_lines(content)

    def check() -> list[Finding]:
        tree = parse(lines)
        return checker.check(tree, filename, lines) if isinstance(tree, ast.Module) else []

    if cache is None:
        check()
    else:
        cache.found_before_forks(filename, lines, check)


def _filenames(options: argparse.Namespace) -> list[str]:
    """The files that flake8 is about to check; none where no project of theirs uses FastAPI."""
    paths: list[str] = [path for path in options.filenames or ["."] if _may_concern(path)]
    if not paths:
        return []
    return list(
        expand_paths(
            paths=paths,
            stdin_display_name=options.stdin_display_name,
            filename_patterns=options.filename,
            exclude=(*options.exclude, *options.extend_exclude),
        )
    )


def _may_concern(path: str) -> bool:
    """Whether the project of a file or folder uses FastAPI."""
    return uses_framework(os.path.join(path, "any.py") if os.path.isdir(path) else path, "")


def file_to_begin_with(paths: Iterable[str], count_rules: Callable[[str], int]) -> str | None:
    """The file that asks most: of the largest ones with FastAPI that which concerns most rules.

    None where no file imports FastAPI. ``count_rules`` takes the text of a file.
    """
    chosen: str | None = None
    most = looked_at = 0
    for path in sorted(paths, key=lambda path: (-_size(path), path)):
        content = disk.read_bytes(path) if uses_framework(path, "") else None
        if content is None or not FRAMEWORK_IMPORT.search(content):
            continue
        count = count_rules(decode(content))
        if count > most:
            chosen, most = path, count
        looked_at += 1
        if looked_at == LOOKED_AT:
            break
    return chosen


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0
