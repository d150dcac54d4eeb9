"""What a first run over an application does before it evaluates anything, in seconds of processor time.

    python bench/parts.py ethyca-fides

The whole check runs in this process, by all rules that are on by default. A clock runs around the model's
functions that read, search, parse and outline files; what one of them does for another counts for the outer
one. The totals of whole runs are for `bench/speed.py` and `bench/fapi_check.py`.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gc
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from corpora import add_corpora_option, find_folder, python_files

SEARCHES = ("_files_with_word", "uses_framework", "start_up_modules", "coroutine_names", "_naming", "paths")
"""What the survey finds out once, each by a look at all files."""


class Clock:
    """Counts the calls of functions and the time in them, that of the outermost only."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._is_running = False

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with a clock around it."""

        def call(*arguments: Any, **options: Any) -> Any:
            self.calls[part] += 1
            if self._is_running:
                return function(*arguments, **options)
            self._is_running = True
            began = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                self.seconds[part] += time.process_time() - began
                self._is_running = False

        return call

    def watch(self, part: str, cls: type, name: str) -> None:
        """Put the clock around a method, property or cached property of a class."""
        found = vars(cls)[name]
        if isinstance(found, cached_property):
            replaced: Any = cached_property(self.timed(part, found.func))
            replaced.__set_name__(cls, name)
        elif isinstance(found, property):
            assert found.fget is not None
            replaced = property(self.timed(part, found.fget))
        else:
            replaced = self.timed(part, found)
        setattr(cls, name, replaced)


def main() -> None:
    """Check one application and print the parts."""
    parser = argparse.ArgumentParser(description="What a first run does before it evaluates anything.")
    parser.add_argument("folder", help="a name of corpora.toml, or a path")
    add_corpora_option(parser)
    options = parser.parse_args()
    texts = {
        str(path): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(python_files(find_folder(options.folder, options.corpora)))
    }
    gc.disable()  # as `fapi check` does
    clock = Clock()
    engine = clock.timed("imports and rules", load)()
    watch_model(clock)
    trees = clock.timed("Python's own parse of all files", parsed)(texts)
    began = time.process_time()
    for path, tree in trees.items():
        engine.check(tree, path, texts[path].splitlines(keepends=True))
    print(f"{len(trees):,} files checked in {time.process_time() - began:.2f} s, parsed before")
    for part, seconds in clock.seconds.most_common():
        print(f"{seconds:6.2f} s {clock.calls[part]:8,} x {part}")
    print(f"{clock.seconds.total():6.2f} s in all")


def load() -> Any:
    """The engine with all rules that are on by default."""
    from flake8_fastapi.engine import engine_for
    from flake8_fastapi.settings import Settings

    return engine_for(Settings())


def watch_model(clock: Clock) -> None:
    """Put the clock around what reads, searches, parses and outlines."""
    from flake8_fastapi.engine import Engine
    from flake8_fastapi.model.bodies import Bodies
    from flake8_fastapi.model.mentions import Mentions
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.survey import Survey
    from flake8_fastapi.model.tree_index import TreeIndex

    clock.watch("gates", Engine, "concerned")
    clock.watch("skeletons of files", Module, "skeleton")
    clock.watch("parses of single functions", Bodies, "_parse")
    clock.watch("lines of files", Bodies, "lines_of")
    clock.watch("who mentions whom", Mentions, "__init__")
    clock.watch("walks over trees", TreeIndex, "_walk")
    clock.watch("words looked up in all files", Survey, "paths_with_word")
    for name in SEARCHES:
        clock.watch("searches of all files", Survey, name)


def parsed(texts: Mapping[str, str]) -> dict[str, ast.Module]:
    """The trees of all files that parse."""
    trees = {}
    for path, text in texts.items():
        with contextlib.suppress(SyntaxError, ValueError):
            trees[path] = ast.parse(text)
    return trees


if __name__ == "__main__":
    main()
