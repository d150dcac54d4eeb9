"""The text of the file being checked: where Python's nodes stand in it, and every token around them.

Python's tree says what the code means but knows no comments, commas, brackets or keywords;
ast-grep's tree has all of these. The two are brought together by their places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.fixes.edit import CannotFixError

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable, Iterator, Sequence

    from ast_grep_py import SgNode

    from flake8_fastapi.rule import Located

LINE_END = re.compile(r"\r\n|\n|\r")
UNINDENTED = re.compile(r"[ \t\f]*")


class Span(NamedTuple):
    """A part of the text: offsets in characters, the end excluded."""

    start: int
    end: int


class SourceText:
    """A text, found by Python's lines and columns, by offsets, and by ast-grep's nodes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    @cached_property
    def newline(self) -> str:
        """The line end that most of the lines have."""
        ends = LINE_END.findall(self.text)
        return "\r\n" if ends.count("\r\n") > len(ends) / 2 else "\n"

    @cached_property
    def root(self) -> SgNode:
        """ast-grep's tree; ``CannotFixError`` where it cannot make one."""
        from ast_grep_py import SgRoot

        if "\r" in self.text.replace("\r\n", ""):
            raise CannotFixError("line ends of old Macs, which ast-grep does not count as such")
        try:
            return SgRoot(self.text, "python").root()
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            raise CannotFixError(f"ast-grep: {error}") from None  # its panics are no Exception

    @cached_property
    def _comments(self) -> list[Span]:
        return sorted(span_of(each) for each in self.root.find_all(kind="comment"))

    @cached_property
    def _strings_over_lines(self) -> list[Span]:
        spans = (span_of(each) for each in self.root.find_all(kind="string"))
        return sorted(each for each in spans if LINE_END.search(self.text, each.start, each.end))

    def offset(self, line: int, column: int) -> int:
        """The offset of a place as Python's trees give it: 1-based line, 0-based column in UTF-8 bytes."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        text = self.text[start:end]
        if text.isascii():
            return start + column
        return start + len(text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "surrogatepass"))

    def start(self, node: Located) -> int:
        """The offset where a node of Python's or of the model's begins."""
        return self.offset(node.lineno, node.col_offset)

    def span(self, node: ast.expr | ast.stmt | ast.keyword | ast.arg | ast.alias | ast.excepthandler) -> Span:
        """Where a node of Python's tree stands."""
        if node.end_lineno is None or node.end_col_offset is None:
            raise CannotFixError("a node without an end")
        return Span(self.start(node), self.offset(node.end_lineno, node.end_col_offset))

    def slice(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def source_of(self, node: ast.expr | ast.stmt | ast.keyword | ast.arg) -> str:
        """The text of a node as it is written."""
        return self.slice(self.span(node))

    def syntax(self, span: Span, *kinds: str, in_f_string: bool = False) -> SgNode:
        """The outermost of ast-grep's nodes of these kinds (of any kind) that stands exactly there.

        ``CannotFixError`` where there is none, and inside f-strings unless they are allowed: quotes
        have other rules there.
        """
        node = self.root
        while True:
            if node.kind() == "interpolation" and not in_f_string:
                raise CannotFixError("inside of an f-string")
            if span_of(node) == span and (node.kind() in kinds or (not kinds and node.is_named())):
                return node
            for child in node.children():
                place = span_of(child)
                if place.start <= span.start and span.end <= place.end and place.start < place.end:
                    node = child
                    break
            else:
                raise CannotFixError(f"no {' or '.join(kinds) or 'node'} stands there")

    def has_comment(self, span: Span) -> bool:
        """Whether a comment stands between two offsets."""
        at = bisect_left(self._comments, Span(span.start, span.start))
        return at < len(self._comments) and self._comments[at].start < span.end

    def keep_comments(self, span: Span) -> None:
        """``CannotFixError`` where a comment would be lost with this part of the text."""
        if self.has_comment(span):
            raise CannotFixError("a comment stands there")

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self._starts[self._line_index(offset)]

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line end."""
        at = self._line_index(offset) + 1
        end = self._starts[at] if at < len(self._starts) else len(self.text)
        while end > offset and self.text[end - 1] in "\r\n":
            end -= 1
        return end

    def next_line(self, offset: int) -> int:
        """Where the line after that of an offset begins; the end of the text where there is none."""
        at = self._line_index(offset) + 1
        return self._starts[at] if at < len(self._starts) else len(self.text)

    def _line_index(self, offset: int) -> int:
        low = bisect_left(self._starts, offset + 1)
        return low - 1

    def is_comment_line(self, offset: int) -> bool:
        """Whether the line of an offset holds a comment and nothing else."""
        line = Span(self.line_start(offset), self.line_end(offset))
        return self.slice(line).lstrip(" \t\f").startswith("#") and self.has_comment(line)

    def is_first_on_line(self, offset: int) -> bool:
        """Whether only blanks stand before an offset in its line."""
        return not self.text[self.line_start(offset) : offset].strip(" \t\f")

    def is_last_on_line(self, offset: int) -> bool:
        """Whether only blanks or a comment follow an offset in its line."""
        rest = self.text[offset : self.line_end(offset)].strip(" \t\f")
        return not rest or rest.startswith("#")

    def indent(self, offset: int) -> str:
        """The blanks that the line of an offset begins with; ``CannotFixError`` for form feeds in them."""
        match = UNINDENTED.match(self.text, self.line_start(offset))
        blanks = match.group() if match else ""
        if "\f" in blanks:
            raise CannotFixError("a form feed stands in the indentation")
        return blanks

    def lines_of(self, span: Span) -> Iterator[int]:
        """Where those lines of a span begin that may be indented: neither blank nor inside a string."""
        start = self.line_start(span.start)
        while start < span.end:
            inside = any(each.start < start < each.end for each in self._strings_over_lines)
            if not inside and self.text[start : self.line_end(start)].strip():
                yield start
            following = self.next_line(start)
            if following == start:
                return
            start = following


def span_of(node: SgNode) -> Span:
    """Where one of ast-grep's nodes stands."""
    place = node.range()
    return Span(place.start.index, place.end.index)


def children_between(node: SgNode, opening: str, closing: str) -> Sequence[SgNode]:
    """The children of a bracketed node, comments and commas included, without its brackets."""
    children = node.children()
    if len(children) < 2 or children[0].kind() != opening or children[-1].kind() != closing:
        raise CannotFixError(f"no {opening} {closing} around it")
    return children[1:-1]


def without_comments(nodes: Iterable[SgNode]) -> list[SgNode]:
    """Those nodes that are neither comments nor commas."""
    return [each for each in nodes if each.kind() not in ("comment", ",", "line_continuation")]
