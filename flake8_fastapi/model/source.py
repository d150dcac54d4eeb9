"""Reading Python files the way Python itself does, without ever failing."""

from __future__ import annotations

import ast
import gc
import io
import sys
import tokenize
import warnings
from codecs import BOM_UTF8

from flake8_fastapi.model.disk import read_bytes

DEEPEST_RECURSION = 30_000
"""Python frames."""

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes. Larger files are generated data; their facts are not worth their cost."""


def read_source(path: str) -> str | None:
    """The text of a Python file with newlines as ``\\n``, or None when it cannot be read.

    The encoding is found as PEP 263 says. Missing, unreadable, wrongly encoded and
    oversized files all give None: a neighbour that cannot be read must not
    disturb the file that is being checked.
    """
    content = read_bytes(path, LARGEST_FILE + 1)
    if content is None or len(content) > LARGEST_FILE:
        return None
    try:
        text = content.decode(_encoding_of(content))
    except (SyntaxError, LookupError, UnicodeDecodeError):
        return None
    return normalise_newlines(text)


def _encoding_of(content: bytes) -> str:
    """The encoding that a file declares; looked for only where its first lines may do so."""
    may_declare = any(b"coding" in line for line in content.split(b"\n", 2)[:2])
    if not may_declare and not content.startswith(BOM_UTF8):
        return "utf-8"
    return tokenize.detect_encoding(io.BytesIO(content).readline)[0]


def normalise_newlines(text: str) -> str:
    """The text with every line end written as ``\\n``, so that lines count as in ``ast``."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def allow_deep_recursion() -> None:
    """Let Python go as deep as nested code, and chains of calls in it, need.

    It is done before anything is parsed: else it would depend on the files before it whether a file with a
    long expression can be.
    """
    if sys.getrecursionlimit() < DEEPEST_RECURSION:
        sys.setrecursionlimit(DEEPEST_RECURSION)


def parse(text: str) -> ast.Module | None:
    """The syntax tree of a text, or None when it does not parse.

    The garbage collector rests meanwhile: a tree is many objects and no cycles.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    finally:
        if was_enabled:
            gc.enable()
