"""Imports the modules of one example with the real libraries, in a process of its own."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

PRELOADED = (
    "concurrent.futures.process",
    "example_tables",
    "fastapi",
    "import_example",
    "pydantic.v1",  # FastAPI imports it where it looks at a model
    "sqlalchemy.dialects.sqlite",
    "sqlalchemy.orm",
)
"""Imported once for all examples, because nearly all need them and they take long."""


def import_example(path: Path) -> str:
    """What went wrong when every module of an example was imported; empty when nothing did."""
    path = path.resolve()
    with in_passing_folder():
        try:
            for _ in modules_of(path):
                pass
        except BaseException:  # also SystemExit: whatever it is, the test shall show it
            return traceback.format_exc()
    return ""


@contextmanager
def in_passing_folder() -> Iterator[None]:
    """Stay in a folder that is deleted afterwards: some examples open databases in files."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def modules_of(path: Path) -> Iterator[tuple[Path, ModuleType]]:
    """Import a file, or all files of a folder, one after the other; the path must be absolute."""
    if path.is_file():
        sys.path.insert(0, str(path.parent))
        yield path, import_module(path.stem)
        return
    roots = [root for root in (path / "src", path) if root.is_dir()]
    sys.path[:0] = [str(root) for root in roots]
    for file in sorted(path.rglob("*.py")):
        root = next(root for root in roots if file.is_relative_to(root))
        parts = file.relative_to(root).with_suffix("").parts
        yield file, import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
