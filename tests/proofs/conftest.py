"""What the proofs share: examples loaded from their folder, and a record of who ran where."""

from __future__ import annotations

import gc
import importlib
import sys
from typing import TYPE_CHECKING, Protocol

import pytest
from proof_kit import EXAMPLES, Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType


class LoadExample(Protocol):
    """Loads `bad.py`, or with a module's name that module of the folder `bad/`."""

    def __call__(self, code: str, example: str, module: str = "") -> ModuleType:
        """Import it afresh, whatever was imported under its name before."""


def forget_examples() -> None:
    """Drop every module that was loaded from the examples: many are called alike."""
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(str(EXAMPLES)):
            del sys.modules[name]


@pytest.fixture
def load_example(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[LoadExample]:
    """Load examples; the files that they write stay in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def load(code: str, example: str, module: str = "") -> ModuleType:
        forget_examples()
        with monkeypatch.context() as path:
            path.syspath_prepend(EXAMPLES / code / example if module else EXAMPLES / code)
            return importlib.import_module(module or example)

    gc.freeze()  # what was there before need not be looked through
    yield load
    forget_examples()
    gc.collect()  # so that a coroutine that was never awaited warns here, and not in another test
    gc.unfreeze()


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Record]:
    """Note which functions ran on the event loop's thread, and which ran elsewhere."""
    with Record(monkeypatch, tmp_path).listening() as listening:
        yield listening
