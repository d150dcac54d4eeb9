"""The outline of a source text: everything but what functions do, at the same lines and columns.

Most of a file is function bodies, and of most files only names are asked for. Parsing the outline
takes a fraction of the time and memory that the whole text takes.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

FUNCTION = re.compile(r"\n([ \t]*)(?:async[ \t]+)?def[ \t]")
SIGNATURE_PART = re.compile(r"[()\[\]{}:]|#[^\n]*|(?:'''|\"\"\")|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"")
REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
SUSPICIOUS = re.compile(r"['\"#]")
QUOTE = re.compile(r"#[^\n]*|(?P<long>'''|\"\"\")|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"")

_dedents: dict[int, re.Pattern[str]] = {}


def parse_outline(text: str) -> ast.Module | None:
    """The tree of a text in which the bodies of functions are a ``pass`` in their last line.

    Falls back on the whole text where that cannot be had: code laid out in unusual ways.
    None for a text that does not parse.
    """
    reduced, count = _without_bodies(text)
    if not count:
        return parse(text)
    tree = parse(reduced)
    if tree is None or _count_emptied(tree.body) != count:
        return parse(text)
    return tree


def _without_bodies(text: str) -> tuple[str, int]:
    """The text without the functions' bodies, and the number of functions that lost theirs."""
    pieces: list[str] = []
    done = count = position = 0
    text = "\n" + text  # so that each line follows a newline, by which searches are quick
    in_text = _LongTexts(text)
    while (match := FUNCTION.search(text, position)) is not None:
        closing = in_text.end_around(match.start())
        if closing is not None:
            position = closing
            continue
        start = signature_end(text, match.end())
        if start is None:
            return text[1:], 0
        rest = REST_OF_LINE.match(text, start)
        if rest is None:  # the body stands in the same line
            position = start
            continue
        indentation = len(match.group(1))
        end = body_end(text, rest.end(), indentation)
        last = _last_line(text, rest.end(), end)
        if last is None:
            return text[1:], 0
        blank = "\n" * text.count("\n", rest.end(), last)
        pieces += (text[done : rest.end()], blank, match.group(1), " pass")
        newline = text.find("\n", last)
        done = position = newline if newline >= 0 else len(text)
        in_text.skip_to(done)
        count += 1
    pieces.append(text[done:])
    return "".join(pieces)[1:], count


class _LongTexts:
    """Where the texts in triple quotes are, outside of the functions that have been passed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def skip_to(self, position: int) -> None:
        """Go on from a place that is known to be outside of such texts."""
        self.position = position

    def end_around(self, position: int) -> int | None:
        """The end of the long text that a place stands in; None outside of all."""
        end = _end_of_long_texts(self.text, self.position, position)
        self.position = max(end, position)
        return end if end > position else None


def _end_of_long_texts(text: str, start: int, end: int) -> int:
    """Where the last of the long texts that begin in a stretch of code ends; ``start`` without any."""
    last = start
    while (opening := _long_quote(text, last, end)) is not None:
        closing = text.find(text[opening : opening + 3], opening + 3)
        last = closing + 3 if closing >= 0 else len(text)
    return last


def _long_quote(text: str, start: int, end: int) -> int | None:
    """Where the first long text of a stretch of code begins."""
    found = [each for each in (text.find('"""', start, end), text.find("'''", start, end)) if each >= 0]
    if not found:
        return None
    first = min(found)
    line = max(text.rfind("\n", start, first), start)
    if SUSPICIOUS.search(text, line, first) is None:
        return first
    # The quotes may stand in a comment or in a short text.
    for quote in QUOTE.finditer(text, line, end):
        if quote.group("long"):
            return quote.start()
    return None


def signature_end(text: str, start: int) -> int | None:
    """The place behind the colon that ends a function's signature, from a place behind its ``def``.

    None where it is laid out oddly.
    """
    depth = 0
    for part in SIGNATURE_PART.finditer(text, start):
        found = part.group()
        if found in "([{":
            depth += 1
        elif found in ")]}":
            depth -= 1
        elif found == ":" and depth == 0:
            return part.end()
        elif found in ("'''", '"""'):
            return None
    return None


def body_end(text: str, start: int, indentation: int) -> int:
    """Where the first line begins that is indented no more than the function, outside of long texts."""
    dedent = _dedents.get(indentation)
    if dedent is None:
        dedent = re.compile(rf"\n[ \t]{{0,{indentation}}}[^\s#)\]}}]")
        _dedents[indentation] = dedent
    looked = start - 1
    while True:
        match = dedent.search(text, looked)
        end = match.start() + 1 if match is not None else len(text)
        looked = _end_of_long_texts(text, looked, end)
        if looked <= end:
            return end


def _last_line(text: str, start: int, end: int) -> int | None:
    """Where the last line of a body begins; blank lines and comments after it do not count."""
    position = end
    while position > start:
        begin = text.rfind("\n", start, position - 1) + 1 if position - 1 > start else 0
        begin = max(begin, start)
        line = text[begin:position]
        content = line.lstrip()
        if content and content[0] != "#":
            return begin
        position = begin
    return None


def _count_emptied(body: Iterable[ast.stmt]) -> int:
    """How many functions of these statements, and of the classes among them, have an emptied body."""
    count = 0
    pending = list(body)
    while pending:
        statement = pending.pop()
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            only = statement.body[0]
            if isinstance(only, ast.Pass) and only.col_offset == statement.col_offset + 1:
                count += 1
        elif isinstance(statement, ast.stmt):
            for name in ("body", "orelse", "finalbody", "handlers", "cases"):
                for each in getattr(statement, name, ()):
                    pending.extend([each] if isinstance(each, ast.stmt) else each.body)
    return count
