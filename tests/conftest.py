"""What all tests share."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import pytest
from import_example import PRELOADED

from flake8_fastapi import rule
from flake8_fastapi.engine import UNGUARDED, engine_for
from flake8_fastapi.model import project
from flake8_fastapi.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

collect_ignore = ["planted_application"]  # has tests of its own, which test_planted.py runs

# An error in a rule must break our own tests, here and in the processes that they start.
os.environ[UNGUARDED] = "1"

# A run keeps its facts until its process ends, and hides them from the garbage collector when they are many.
# Tests make thousands of projects in one process, of which nothing must stay.
project.LEAST_FACTS_FROZEN = sys.maxsize

# What flake8 runs of tests find is kept apart from what the user's own runs found.
_caches = tempfile.TemporaryDirectory()
os.environ["XDG_CACHE_HOME"] = _caches.name


@pytest.fixture(autouse=True)
def _forgotten_projects() -> Iterator[None]:
    """No test keeps what is known of the projects of others."""
    yield
    project._projects.clear()


@pytest.fixture
def separate_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rules defined by a test are forgotten after it."""
    load_rules()  # the real ones must register before the registry is replaced
    monkeypatch.setattr(rule, "_REGISTRY", dict(rule._REGISTRY))
    engine_for.cache_clear()
    yield
    engine_for.cache_clear()


@pytest.fixture(scope="module")
def importer() -> Iterator[ProcessPoolExecutor]:
    """Starts a fresh process for each example, from one in which the large libraries are imported."""
    if sys.platform == "win32":
        context = multiprocessing.get_context("spawn")
    else:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(PRELOADED))
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as executor:
        yield executor
