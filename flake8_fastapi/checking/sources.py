"""Python files as flake8 reads them: the same lines, whatever the encoding."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.source import allow_deep_recursion

if TYPE_CHECKING:
    from collections.abc import Sequence


class SyntaxProblem(NamedTuple):
    """Why a text does not parse: a 1-based line, a 0-based column in characters, and what is wrong."""

    line: int
    column: int
    message: str


def decode_lines(content: bytes) -> list[str]:
    """The lines of a file with ``\\n`` at their ends and without a byte order mark.

    What does not decode as its encoding says is taken for Latin-1.
    """
    lines = io.StringIO(decode(content), None).readlines()
    if lines:
        lines[0] = lines[0].removeprefix("\ufeff").removeprefix("\xef\xbb\xbf")
    return lines


def normalised(lines: Sequence[str]) -> list[str]:
    """Lines with ``\\n`` at their ends, whatever ends they have."""
    return io.StringIO("".join(lines), None).readlines()


def decode(content: bytes) -> str:
    """The text of a file with its own line ends and its byte order mark, if it has one."""
    encoding = encoding_of(content) or "latin-1"
    return content.decode("utf-8" if encoding == "utf-8-sig" else encoding)


def encoding_of(content: bytes) -> str | None:
    """The encoding of a file; None where it is not in the one that it declares."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        content.decode(encoding)
    except (SyntaxError, UnicodeError):
        return None
    return encoding


def parse(lines: Sequence[str]) -> ast.Module | SyntaxProblem:
    """The syntax tree of a file, or why it has none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            allow_deep_recursion()
            return ast.parse("".join(lines))
    except SyntaxError as error:
        column = max((error.offset or 1) - 1, 0)
        return SyntaxProblem(error.lineno or 1, column, f"{type(error).__name__}: {error.msg}")
    except (ValueError, RecursionError, MemoryError) as error:  # null bytes, or nested too deeply
        return SyntaxProblem(1, 0, f"{type(error).__name__}: {error or 'the code is nested too deeply'}")
