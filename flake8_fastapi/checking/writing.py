"""Writes files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from typing import TYPE_CHECKING

from flake8_fastapi.checking.discovery import shown_path
from flake8_fastapi.commands import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.checking.fixing import FixedFile


def write_file(path: str, content: bytes) -> None:
    """Put a content in a file's place in one step; its mode stays, and a link still leads to it.

    ``UsageError`` where that cannot be done; the file is then as it was.
    """
    path = os.path.realpath(path)
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".fapi-", dir=os.path.dirname(path))
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None


def _mode(path: str) -> int:
    """The mode that a file has, or that a new one gets."""
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def write_fixes(files: Sequence[FixedFile]) -> None:
    """Write what has changed; ``UsageError`` for a file that somebody else has changed meanwhile."""
    for each in files:
        with open(each.path, "rb") as file:
            if file.read() != each.before:
                raise UsageError(f"{shown_path(each.path)} was changed while it was fixed; run fapi again")
        write_file(each.path, each.after)
