"""Where the files of a finding are, as the user and as programs name them."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from flake8_fastapi.model.layout import Directories

if TYPE_CHECKING:
    from flake8_fastapi.model.effects import Step

_directories = Directories()


def step_path(checked: str, step: Step) -> str:
    """The file of a chain's step, shown in the manner in which the checked file is shown.

    Steps name their files from the project's root, which need not be the working directory.
    """
    prefix = _prefix_of_root(checked, os.getcwd())
    if prefix is not None:
        return prefix + step.path.replace("/", os.sep)
    root = _directories.project_root(os.path.realpath(checked))
    path = os.path.join(root, *step.path.split("/"))
    try:
        return path if os.path.isabs(checked) else os.path.relpath(path)
    except ValueError:  # another drive
        return path


@functools.lru_cache(maxsize=64)
def _prefix_of_root(checked: str, working: str) -> str | None:
    """What stands before the project's own part in a path; None where the path begins inside of it.

    The working directory decides what a path means, so that answers are remembered for it alone.
    """
    place = os.path.realpath(os.path.join(working, checked))
    relative = os.path.relpath(place, _directories.project_root(place))
    if checked == relative:
        return ""
    if checked.endswith(os.sep + relative):
        return checked.removesuffix(relative)
    return None


def portable_path(path: str) -> str:
    """A path from the working directory with forward slashes; absolute where it lies elsewhere."""
    if os.path.isabs(path):
        try:
            relative = os.path.relpath(path)
        except ValueError:  # another drive
            relative = path
        if relative.split(os.sep)[0] != os.pardir:
            path = relative
    return os.path.normpath(path).replace(os.sep, "/")


def uri_reference(path: str) -> tuple[str, bool]:
    """A portable path as a URI, and whether it is relative to the working directory."""
    if os.path.isabs(path) or path.split("/")[0] == os.pardir:
        from pathlib import Path

        return Path(os.path.abspath(path)).as_uri(), False
    return quote(os.fsencode(path)), True
