"""The model's only way to the disk, so that a cache can learn what an answer depends on.

Whoever keeps answers gives an observer. It is told of every file read, every directory listed and
every path asked for, also of those that are not there, together with how it looked just before.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol

    class Observer(Protocol):
        """Takes note of what is looked at; None stands for what could not be read or listed."""

        def file(self, path: str, signature: Signature | None, content: bytes | None, most: int) -> None:
            """The first ``most`` bytes of a file were read; all of them where ``most`` is -1."""

        def directory(self, path: str, signature: Signature | None, entries: Entries | None) -> None:
            """A directory was listed."""

        def kind(self, path: str, kind: str) -> None:
            """It was asked what a path is."""


NOTHING, FILE, DIRECTORY = "", "file", "directory"
"""What a path can be; ``FILE`` is all that exists and is no directory."""


class Signature(NamedTuple):
    """What the system says of a file; where it is the same, the content is, as far as clocks can tell."""

    size: int
    modified: int
    """In nanoseconds since 1970, as is ``changed``, which also counts renamed files and new modes."""
    changed: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Signature:
        """The signature in what ``os.stat`` returns."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class Entries(NamedTuple):
    """The names in a directory; links count as what they lead to."""

    directories: frozenset[str]
    others: frozenset[str]


_observer: Observer | None = None


def observe(observer: Observer | None) -> None:
    """Tell this observer, and no other, of all that is looked at in this process from now on."""
    global _observer
    _observer = observer


def read_bytes(path: str, most: int = -1) -> bytes | None:
    """The content of a file, or its first ``most`` bytes; None when it cannot be read."""
    signature = content = None
    try:
        with open(path, "rb") as file:
            if _observer is not None:
                signature = Signature.of(os.fstat(file.fileno()))
            content = file.read(most)
    except (OSError, ValueError):  # a path with a null byte is a ValueError
        content = None
    if _observer is not None:
        _observer.file(path, signature, content, most)
    return content


def read_text(path: str, most: int) -> str | None:
    """The text of a file that need not be Python, of at most so many bytes; None when it cannot be read."""
    content = read_bytes(path, most)
    if content is None:
        return None
    text = content.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def names_in(directory: str) -> frozenset[str]:
    """The names of a directory's entries; none when it cannot be listed."""
    if _observer is None:
        try:
            return frozenset(os.listdir(directory))
        except (OSError, ValueError):
            return frozenset()
    signature = entries = None
    try:
        signature = Signature.of(os.stat(directory))
        entries = list_directory(directory)
    except (OSError, ValueError):
        entries = None
    _observer.directory(directory, signature, entries)
    return entries.directories | entries.others if entries is not None else frozenset()


def list_directory(directory: str) -> Entries:
    """A directory's entries; an ``OSError`` when it cannot be listed."""
    directories: set[str] = set()
    others: set[str] = set()
    with os.scandir(directory) as listing:
        for entry in listing:
            (directories if _is_directory(entry) else others).add(entry.name)
    return Entries(frozenset(directories), frozenset(others))


def _is_directory(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def walk(root: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """As ``os.walk``: each directory, the names of those below it, to be narrowed, and of the files."""
    for directory, directories, files in os.walk(root, onerror=_could_not_list):
        if _observer is not None:
            _observe_walk(directory, directories, files)
        yield directory, directories, files


def _observe_walk(directory: str, directories: Iterable[str], files: Iterable[str]) -> None:
    assert _observer is not None
    try:
        signature = Signature.of(os.stat(directory))
    except OSError:
        signature = None
    _observer.directory(directory, signature, Entries(frozenset(directories), frozenset(files)))


def _could_not_list(error: OSError) -> None:
    if _observer is not None and isinstance(error.filename, str):
        _observer.directory(error.filename, None, None)


def kind_of(path: str) -> str:
    """What a path is: one of ``NOTHING``, ``FILE`` and ``DIRECTORY``; links are followed."""
    try:
        kind = DIRECTORY if stat.S_ISDIR(os.stat(path).st_mode) else FILE
    except (OSError, ValueError):
        kind = NOTHING
    if _observer is not None:
        _observer.kind(path, kind)
    return kind
