"""What the other files of a project take from the one that is fixed."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.layout import Directories, python_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FROM_IMPORT = re.compile(rb"\bfrom[ \t]+([\w.]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n]*)")
WORD = re.compile(rb"\w+")


def taken_elsewhere(filename: str, names: Iterable[str]) -> frozenset[str]:
    """Those of a module's names that another file of its project seems to use.

    As ``from module import name``, or as ``module.name`` in code or in a text, as for a test that puts
    something in its place. Only the last part of the module's name is looked at.
    """
    path = os.path.realpath(filename)
    directory, base = os.path.split(path)
    module = os.path.basename(directory) if base == "__init__.py" else base.removesuffix(".py")
    found: set[str] = set()
    wanted = {each.encode(): each for each in names}
    for content in _contents(path):
        if module.encode() not in content:
            continue
        imported: set[bytes] = set()
        for source, listed in FROM_IMPORT.findall(content):
            last = source.rpartition(b".")[2]
            if last == module.encode() or (not last and base == "__init__.py"):
                imported.update(wanted if b"*" in listed else WORD.findall(listed))
        for name, text in wanted.items():
            dotted = rb"\b" + re.escape(module.encode()) + rb"\." + re.escape(name) + rb"\b"
            if name in imported or re.search(dotted, content):
                found.add(text)
    return frozenset(found)


def _contents(path: str) -> Iterator[bytes]:
    """The bytes of the other files of the project."""
    for other in python_files(Directories().project_root(path)):
        if other != path:
            try:
                with open(other, "rb") as file:
                    yield file.read()
            except OSError:
                continue
