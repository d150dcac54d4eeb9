"""Verbs on statements: keywords, decorators, ``async``, ``try`` around some, one more ``except``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.fixes.edit import CannotFixError
from flake8_fastapi.fixes.source_text import Span, children_between, span_of, without_comments
from flake8_fastapi.fixes.verbs import Verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.model.definitions import FunctionNode


class StatementVerbs(Verbs):
    """Verbs on statements."""

    def replace_keyword(self, statement: ast.stmt, old: str, new: str) -> None:
        """Put another word in the place of the one that a statement begins with, as in ``return``."""
        span = self.source.span(statement)
        end = span.start + len(old)
        if self.source.slice(Span(span.start, end)) != old:
            raise CannotFixError(f"the statement does not begin with {old}")
        self.source.syntax(span)
        self.edit(span.start, end, new)

    def insert_definition(self, before: ast.stmt, lines: Sequence[str]) -> None:
        """Put a function or class before a statement of the same block, parted from it as PEP 8 says.

        What stands in a function or class has one blank line around it, at the top level there are two.
        """
        start = self.own_lines([before]).start
        while start and self.source.is_comment_line(above := self.source.line_start(start - 1)):
            start = above
        indent = self.source.indent(self.source.start(before))
        blank = 1 if indent else 2
        missing = blank
        at = start
        while at and missing:
            at = self.source.line_start(at - 1)
            if self.source.text[at : self.source.line_end(at)].strip():
                break
            missing -= 1
        if not at or (indent and self.source.text[at : self.source.line_end(at)].rstrip().endswith(":")):
            missing = 0
        text = "".join(f"{indent}{line}\n" if line else "\n" for line in lines)
        self.edit(start, start, "\n" * missing + text + "\n" * blank)

    def insert_before_statement(self, value: ast.expr, keyword: str) -> None:
        """Put a word before an expression that is a statement of its own."""
        statement = self.index.parent(value)
        if not isinstance(statement, ast.Expr):
            raise CannotFixError("it is no statement of its own")
        start = self.source.start(statement)
        self.source.syntax(self.source.span(statement))
        self.edit(start, start, keyword)

    def make_plain(self, function: ast.AsyncFunctionDef) -> None:
        """Turn ``async def`` into ``def``; nothing in it may need the event loop."""
        definition = self.source.syntax(self.source.span(function), "function_definition")
        words = [each for each in definition.children() if each.kind() != "line_continuation"]
        if [each.kind() for each in words[:2]] != ["async", "def"]:
            raise CannotFixError("it does not begin with async def")
        gone = Span(span_of(words[0]).start, span_of(words[1]).start)
        self.source.keep_comments(gone)
        self.edit(*gone, "")

    def remove_decorator(self, function: FunctionNode | ast.ClassDef, decorator: ast.expr) -> None:
        """Take a decorator away, with its line."""
        if isinstance(function, ast.Lambda) or decorator not in function.decorator_list:
            raise CannotFixError("it is no decorator of that function")
        written = self.source.span(decorator)
        at = self.source.text.rfind("@", self.source.line_start(written.start), written.start)
        if at < 0 or not self.source.is_first_on_line(at) or self.source.line_end(written.end) != written.end:
            raise CannotFixError("the decorator shares its lines")
        self.source.keep_comments(written)
        self.edit(self.source.line_start(at), self.source.next_line(written.end), "")

    def own_lines(self, statements: Sequence[ast.stmt]) -> Span:
        """The lines of statements that follow each other; refused where they share a line with others."""
        first, last = statements[0], statements[-1]
        start = self.source.start(first)
        decorators = getattr(first, "decorator_list", None)
        if decorators:
            start = self.source.text.rfind("@", 0, self.source.start(decorators[0]))
        end = self.source.span(last).end
        if start < 0 or not self.source.is_first_on_line(start) or not self.source.is_last_on_line(end):
            raise CannotFixError("the statement shares its line with another")
        return Span(self.source.line_start(start), self.source.line_end(end))

    def add_parameter(self, function: ast.FunctionDef | ast.AsyncFunctionDef, text: str) -> None:
        """Give a function one more parameter, before those that it has; behind ``self`` in a method."""
        takes = function.args
        if takes.posonlyargs:
            raise CannotFixError("the parameter could not be given by its name")
        definition = self.source.syntax(self.source.span(function), "function_definition")
        parameters = definition.field("parameters")
        if parameters is None:
            raise CannotFixError("the function is written in an unusual way")
        written = [span_of(each) for each in without_comments(children_between(parameters, "(", ")"))]
        own = 1 if self.index.class_around(function) is not None else 0
        if len(written) > own:
            start = written[own].start
            parting = f"\n{self.source.indent(start)}" if self.source.is_first_on_line(start) else " "
            self.edit(start, start, f"{text},{parting}")
            return
        self.source.keep_comments(span_of(parameters))
        if written:
            self.edit(written[0].end, written[0].end, f", {text}")
        else:
            start = span_of(parameters).start + 1
            self.edit(start, span_of(parameters).end - 1, text)

    def move_behind(self, moved: ast.stmt, last: ast.stmt) -> None:
        """Move a statement, with the comments right above it, behind a later one of the same block."""
        lines, target = self.own_lines([moved]), self.own_lines([last])
        start = lines.start
        while start and self.source.has_comment(Span(above := self.source.line_start(start - 1), start)):
            if not self.source.is_comment_line(above):
                break
            start = above
        at = self.source.next_line(target.end)
        text = self.source.text[start : self.source.next_line(lines.end)]
        if at == target.end or not text.endswith("\n"):
            raise CannotFixError("the file ends without a line end")
        self.edit(start, start + len(text), "")
        self.edit(at, at, text.replace(self.source.newline, "\n"))

    def usual_indent(self) -> str:
        """The blanks by which the first function or class with lines of its own indents them."""
        for node in self.index.nodes:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                try:
                    return self.indent_unit(node)
                except CannotFixError:
                    continue
        return "    "

    def indent_unit(self, function: FunctionNode | ast.ClassDef) -> str:
        """The blanks by which the body of a function or class is indented further than itself."""
        if isinstance(function, ast.Lambda):
            raise CannotFixError("a lambda has no lines")
        first = self.source.start(function.body[0])
        if not self.source.is_first_on_line(first):
            raise CannotFixError("the body stands on the line of its function")
        outer, inner = self.source.indent(self.source.start(function)), self.source.indent(first)
        if not inner.startswith(outer) or inner == outer:
            raise CannotFixError("tabs and spaces are mixed")
        return inner[len(outer) :]

    def wrap_in_try(
        self, function: FunctionNode, protected: Sequence[ast.stmt], final: Sequence[ast.stmt]
    ) -> None:
        """Put ``try:`` before some statements of a function and ``finally:`` before those behind them.

        A single ``try`` that has no ``finally`` yet gets one, and is not wrapped once more.
        """
        unit = self.indent_unit(function)
        first, last = self.own_lines(protected), self.own_lines(final)
        while self.source.is_comment_line(above := self.source.line_start(last.start - 1)):
            if above <= first.end:
                break
            last = Span(above, last.end)
        if not _lacks_finally(protected):
            self._indent_as(first, "try", unit)
            for line in self.source.lines_of(Span(first.end, max(first.end, last.start - 1))):
                if line > first.end:
                    self.edit(line, line, unit)  # comments between the two
        self._indent_as(last, "finally", unit)

    def wrap_in_try_with(
        self, function: FunctionNode, protected: Sequence[ast.stmt], final: Sequence[str]
    ) -> None:
        """Put ``try:`` before some statements of a function, and a new ``finally:`` behind them."""
        unit = self.indent_unit(function)
        lines = self.own_lines(protected)
        indent = self.source.indent(lines.start)
        if not _lacks_finally(protected):
            self._indent_as(lines, "try", unit)
        text = "".join(f"\n{indent}{unit}{each}" for each in final)
        self.edit(lines.end, lines.end, f"\n{indent}finally:{text}")

    def _indent_as(self, part: Span, keyword: str, unit: str) -> None:
        """Put a line with a keyword above some lines, and indent these by one more unit."""
        indent = self.source.indent(part.start)
        lines = list(self.source.lines_of(part))
        if any(not self.source.indent(each).startswith(indent) for each in lines):
            raise CannotFixError("a line is indented less than its statement")
        for line in lines:
            opening = f"{indent}{keyword}:\n" if line == lines[0] else ""
            self.edit(line, line, f"{opening}{unit}")

    def insert_handler(self, before: ast.excepthandler, lines: Sequence[str]) -> None:
        """Put another ``except`` clause before one; its lines are indented by their own blanks only."""
        start = self.source.start(before)
        if not self.source.is_first_on_line(start):
            raise CannotFixError("the clause shares its line with something")
        indent = self.source.indent(start)
        text = "".join(f"{indent}{line}\n" for line in lines)
        at = self.source.line_start(start)
        self.edit(at, at, text)


def _lacks_finally(statements: Sequence[ast.stmt]) -> bool:
    """Whether it is one ``try`` to which a ``finally`` can be added."""
    return len(statements) == 1 and isinstance(statements[0], ast.Try) and not statements[0].finalbody
