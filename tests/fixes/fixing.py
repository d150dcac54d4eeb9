"""Fixes files of small projects and says what became of them."""

from __future__ import annotations

import ast
import re
import tokenize
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from pyflakes.checker import Checker

from flake8_fastapi.engine import engine_for
from flake8_fastapi.fixes.rounds import FixedText, fix_text, split_lines
from flake8_fastapi.rule import Finding
from flake8_fastapi.settings import Settings

MARKER = re.compile(r"[ ]*#\s*expect: FAPI[0-9, FAPI]*")


def without_markers(text: str) -> str:
    """An example as it would stand at a user's."""
    return MARKER.sub("", text)


def read(path: Path) -> str:
    """The text of a file as Python reads it, but with its line ends and byte order mark."""
    with path.open("rb") as file:
        encoding, _ = tokenize.detect_encoding(file.readline)
    return path.read_bytes().decode(encoding.removesuffix("-sig"))


def findings(text: str, path: Path, *opted_in: str, with_fixes: bool = False) -> list[Finding]:
    """The findings of the rules that are on by default, and some more."""
    engine = engine_for(Settings(), frozenset(opted_in))
    return engine.check(ast.parse(text), str(path), split_lines(text), with_fixes=with_fixes)


def fix(
    text: str,
    path: Path,
    *opted_in: str,
    unsafe: bool = True,
    suppressed: Callable[[Finding], bool] = lambda finding: False,
) -> FixedText:
    """What all fixes make of a text that belongs in a file."""
    engine = engine_for(Settings(), frozenset(opted_in))
    return fix_text(text, str(path), engine.check, unsafe=unsafe, suppressed=lambda each, _: suppressed(each))


def complaints(text: str) -> Counter[str]:
    """What pyflakes says of a text, without places."""
    messages = Checker(ast.parse(text)).messages
    return Counter(each.message % tuple(map(_without_line, each.message_args)) for each in messages)


def _without_line(argument: object) -> object:
    return 0 if isinstance(argument, int) else argument


def comments(text: str) -> Counter[str]:
    """The comments of a text."""
    lines = iter(split_lines(text))
    tokens = tokenize.generate_tokens(lambda: next(lines, ""))
    return Counter(each.string for each in tokens if each.type == tokenize.COMMENT)


def comments_on_imports(text: str) -> Counter[str]:
    """The comments on the lines of import statements."""
    lines = split_lines(text)
    found: Counter[str] = Counter()
    for each in ast.walk(ast.parse(text)):
        if isinstance(each, (ast.Import, ast.ImportFrom)):
            for line in lines[each.lineno - 1 : each.end_lineno]:
                found.update([line[line.index("#") :].rstrip()] if "#" in line else [])
    return found
