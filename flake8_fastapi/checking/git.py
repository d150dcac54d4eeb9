"""What git knows of files: which are ignored, and which lines have changed.

The ``git`` program is asked. Where there is none, or no repository, no file counts as ignored.
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from flake8_fastapi.commands import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
"""A repository can name a program to watch its files; nothing of a linted project is run."""


def ignored_paths(folder: str) -> frozenset[str]:
    """The files and folders below a folder that ``.gitignore`` and the like leave out, as absolute paths.

    Tracked files are never among them, nor what lies in an ignored folder.
    """
    options = ("--others", "--ignored", "--exclude-standard", "--directory", "-z")
    try:
        output = _run(folder, "ls-files", *options)
    except (OSError, subprocess.CalledProcessError):
        return frozenset()
    folder = os.path.abspath(folder)
    found = (os.path.normpath(os.path.join(folder, name)) for name in output.split("\0") if name)
    return frozenset(path for path in found if path != folder)


class ChangedLines:
    """The lines that differ from a commit, whether committed, staged or neither.

    Compared is with the commit at which the two ways parted, so that only this side's changes count. A
    file that git does not track has changed as a whole; one that was only renamed has not.
    """

    def __init__(self, top: str, lines: dict[str, set[int]], tracked: frozenset[str]) -> None:
        self._top = top
        self._lines = lines
        self._tracked = tracked

    @classmethod
    def since(cls, revision: str) -> ChangedLines:
        """The changes in the repository around the current folder; ``UsageError`` where that cannot be."""
        try:
            top = _run(os.curdir, "rev-parse", "--show-toplevel").rstrip("\n")
        except FileNotFoundError:
            raise UsageError("--changed-since needs the program git") from None
        except (OSError, subprocess.CalledProcessError):
            raise UsageError("--changed-since: this folder is in no git repository") from None
        try:
            diff = _run(top, "diff", *DIFF_OPTIONS, _parting(top, revision), "--")
            tracked = _run(top, "ls-files", "-z")
        except subprocess.CalledProcessError as error:
            reason = error.stderr.decode(errors="replace").strip().partition("\n")[0]
            raise UsageError(f"--changed-since: git failed: {reason}") from None
        return cls(top, _changed_lines(diff), frozenset(tracked.split("\0")))

    def has(self, path: str, line: int) -> bool:
        """Whether a line (1-based) of a file, given by its absolute path, is among them."""
        name = os.path.relpath(os.path.realpath(path), self._top).replace(os.sep, "/")
        return name not in self._tracked or line in self._lines.get(name, ())


DIFF_OPTIONS = (
    "--unified=0", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative",
    "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules",
)  # fmt: skip
HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
ESCAPE = re.compile(r"\\([0-7]{3}|.)")
ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def _parting(top: str, revision: str) -> str:
    """The commit at which this side's way parted from a revision's; the revision itself where none did."""
    unknown = UsageError(f"--changed-since: git knows no commit {revision!r}")
    if revision.startswith("-"):
        raise unknown
    try:
        commit = _run(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    except subprocess.CalledProcessError:
        raise unknown from None
    try:
        return _run(top, "merge-base", commit, "HEAD").split()[0]
    except subprocess.CalledProcessError:
        return commit


def _changed_lines(diff: str) -> dict[str, set[int]]:
    """The lines that a diff adds or changes, by file as git names it."""
    changed: dict[str, set[int]] = {}
    lines = iter(diff.split("\n"))
    current: set[int] = set()
    for line in lines:
        hunk = HUNK.match(line)
        if line.startswith("+++ "):
            current = changed.setdefault(_name(line[4:]), set())
        elif hunk is not None:
            removed, start, added = (int(number or 1) for number in hunk.groups())
            current.update(range(start, start + added))
            _skip(lines, removed + added)  # what a file holds may look like a diff's own lines
    return changed


def _skip(lines: Iterator[str], count: int) -> None:
    while count > 0:
        count -= next(lines, "+")[:1] in ("+", "-")


def _name(text: str) -> str:
    """A file's name out of a diff's header: with a tab behind it, or in quotes with escapes."""
    text = text.removesuffix("\t")
    if text.startswith('"'):
        text = ESCAPE.sub(_unescape, text[1:-1])
    return text.removeprefix("b/")


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1)
    return chr(int(code, 8)) if code.isdecimal() else ESCAPED.get(code, code)


def _run(folder: str, *arguments: str) -> str:
    result = subprocess.run(
        [*COMMAND, *arguments], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, check=True
    )
    return os.fsdecode(result.stdout)
