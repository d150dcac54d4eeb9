"""What the user configured, in ``[tool.fapi]`` of a ``pyproject.toml`` or ``[flake8]`` of flake8's files.

Of both kinds the nearest file counts, from the current folder upwards, and it alone. In one folder
``[tool.fapi]`` goes before ``[flake8]``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.commands import UsageError
from flake8_fastapi.reports import WITH_FIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAKE8_FILES = ("setup.cfg", "tox.ini", ".flake8")

DEFAULT_EXCLUDE = (
    ".svn", "CVS", ".bzr", ".hg", ".git", "__pycache__", ".tox", ".nox", ".eggs", "*.egg",
)  # fmt: skip
"""flake8's; a test compares them."""


class PerFile(NamedTuple):
    """Codes, or beginnings of codes, that files of this pattern are not told."""

    pattern: str
    codes: tuple[str, ...]


class Configuration(NamedTuple):
    """What is checked and shown. Equal configurations show the same of the same files.

    ``per_file_ignores`` and the ``exclude`` patterns are anchored to folders already; ``baseline`` and
    ``cache_folder`` are absolute. ``is_flake8`` says that the file was flake8's, whose ways then count:
    of several patterns that match a file the longest, and a longer code in ``select`` before a shorter
    one in ``per-file-ignores``.
    """

    path: str = ""
    """The file it was read from; empty where there is none."""
    folder: str = ""
    """Where that file lies, else the current folder."""
    is_flake8: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[PerFile, ...] = ()
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    extend_exclude: tuple[str, ...] = ()
    filename: tuple[str, ...] = ("*.py",)
    respect_gitignore: bool = True
    disable_noqa: bool = False
    fapi_ignore: tuple[str, ...] = ()
    target_version: str = ""
    blocking_calls: tuple[str, ...] = ()
    offloaders: tuple[str, ...] = ()
    defer_to_ruff: bool = False
    baseline: str = ""
    output_format: str = "full"
    cache_folder: str = ""

    @property
    def shows_fixes(self) -> bool:
        """Whether the format tells how findings can be fixed; to know that takes time."""
        return self.output_format in WITH_FIXES

    @property
    def codes(self) -> Iterator[str]:
        """All codes and beginnings of codes that the user wrote."""
        for codes in (self.select, self.ignore, self.extend_select, self.extend_ignore):
            yield from codes
        for each in self.per_file_ignores:
            yield from each.codes


def load_configuration(path: str | None = None, *, isolated: bool = False) -> Configuration:
    """The configuration in a file, or in the nearest one; ``UsageError`` where it cannot be understood."""
    here = os.getcwd()
    if isolated:
        return Configuration(folder=here)
    if path is None:
        found = _nearest(here)
        return found if found is not None else Configuration(folder=here)
    if not os.path.isfile(path):
        raise UsageError(f"--config: {path} is no file")
    found = _read(os.path.abspath(path))
    if found is None:
        section = "[tool.fapi]" if path.endswith(".toml") else "[flake8]"
        raise UsageError(f"--config: {path} has no section {section}")
    return found


def _nearest(folder: str) -> Configuration | None:
    """The configuration of the nearest folder that has one; the home folder ends the search, as in flake8."""
    home = os.path.realpath(os.path.expanduser("~"))
    while True:
        for name in ("pyproject.toml", *FLAKE8_FILES):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                found = _read(path)
                if found is not None:
                    return found
        parent = os.path.dirname(folder)
        if parent == folder or os.path.realpath(parent) == home:
            return None
        folder = parent


def _read(path: str) -> Configuration | None:
    """The configuration in a file; None where it has no section for it."""
    if path.endswith(".toml"):
        from flake8_fastapi.checking.tool_table import read_tool_table

        return read_tool_table(path)
    from flake8_fastapi.checking.flake8_section import read_flake8_section

    return read_flake8_section(path)
