"""Verbs on calls: add and remove arguments, hand the function itself to another one."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.fixes.edit import CannotFixError
from flake8_fastapi.fixes.expressions import ExpressionVerbs
from flake8_fastapi.fixes.source_text import Span, children_between, span_of, without_comments

if TYPE_CHECKING:
    from ast_grep_py import SgNode


class CallVerbs(ExpressionVerbs):
    """Verbs on calls."""

    def offload(self, call: ast.Call, runner: str) -> None:
        """Turn ``f(x, y=1)`` into ``await runner(f, x, y=1)``; refused where no ``await`` may stand."""
        if not self.may_await(call):
            raise CannotFixError("no await may stand there")
        span, function = self.source.span(call), self.source.span(call.func)
        arguments = self._arguments(call)
        brackets = span_of(arguments)
        if self.source.slice(Span(function.end, brackets.start)).strip():
            raise CannotFixError("something stands between the function and its brackets")
        is_empty = not without_comments(children_between(arguments, "(", ")"))
        before, after = ("(", ")") if self._needs_brackets_with_await(call, span) else ("", "")
        opening = Span(function.end, brackets.end if is_empty else brackets.start + 1)
        self.source.keep_comments(opening)
        following = self.source.text[opening.end : opening.end + 2].lstrip(" ")
        if is_empty:
            self.edit(*opening, ")" + after)
            after = ""
        elif following[:1] in ("\r", "\n"):  # one argument a line
            first = span_of(without_comments(children_between(arguments, "(", ")"))[0])
            before_function = "\n" + self.source.indent(first.start)
            self.edit(span.start, span.start, f"{before}await {runner}({before_function}")
            self.edit(*opening, ",")
            if after:
                self.edit(span.end, span.end, after)
            return
        else:
            self.edit(*opening, ", ")
        self.edit(span.start, span.start, f"{before}await {runner}(")
        if after:
            self.edit(span.end, span.end, after)

    def _arguments(self, call: ast.Call) -> SgNode:
        """ast-grep's node of the bracketed arguments."""
        whole = self.source.syntax(self.source.span(call), "call")
        arguments = whole.field("arguments")
        if arguments is None or arguments.kind() != "argument_list":
            raise CannotFixError("arguments without brackets of their own")
        return arguments

    def add_keyword(self, call: ast.Call, name: str, value: str) -> None:
        """Give a call one more keyword argument, behind the others."""
        if any(each.arg == name for each in call.keywords):
            raise CannotFixError(f"{name} is given already")
        arguments = self._arguments(call)
        if len(call.args) == 1 and not call.keywords and isinstance(call.args[0], ast.GeneratorExp):
            raise CannotFixError("a generator without brackets of its own")
        self.append_element(arguments, "(", ")", f"{name}={value}")

    def add_positional(self, call: ast.Call, text: str) -> None:
        """Give a call one more positional argument; refused where it has keyword arguments."""
        if call.keywords:
            raise CannotFixError("keyword arguments stand in the way")
        self.append_element(self._arguments(call), "(", ")", text)

    def append_element(self, sequence: SgNode, opening: str, closing: str, text: str) -> None:
        """Put one more element at the end of a bracketed sequence, laid out as the others are."""
        inner = children_between(sequence, opening, closing)
        elements = without_comments(inner)
        whole = span_of(sequence)
        if not elements:
            self.source.keep_comments(whole)
            self.edit(whole.start + 1, whole.end - 1, text)
            return
        last = span_of(elements[-1])
        commas = [span_of(each).start for each in inner if each.kind() == ","]
        comma = next((each for each in commas if each >= last.end), None)
        behind = last.end if comma is None else comma + 1
        closing_at = whole.end - 1
        if not self.source.is_first_on_line(last.start) or self.source.line_end(behind) > closing_at:
            if self.source.has_comment(Span(behind, closing_at)):
                raise CannotFixError("a comment stands behind the last argument")
            self.edit(behind, behind, f", {text}" if comma is None else f" {text}")
            return
        indent = self.source.indent(last.start)
        end = self.source.line_end(behind)
        if comma is None and end == behind:
            self.edit(end, end, f",\n{indent}{text}")
            return
        if comma is None:
            self.edit(behind, behind, ",")
        self.edit(end, end, f"\n{indent}{text}" + ("" if comma is None else ","))

    def replace_keyword_argument(self, call: ast.Call, keyword: ast.keyword, text: str) -> None:
        """Put another argument in the place of a keyword argument."""
        if keyword not in call.keywords:
            raise CannotFixError("it is no argument of the call")
        span = self.source.span(keyword)
        self.source.syntax(self.source.span(call), "call")
        self.source.keep_comments(span)
        self.edit(*span, text)

    def remove_argument(self, call: ast.Call, argument: ast.expr | ast.keyword) -> None:
        """Take one argument out of a call, with the comma that parts it from the others."""
        elements = [
            span_of(each) for each in without_comments(children_between(self._arguments(call), "(", ")"))
        ]
        self.remove_element(span_of(self._arguments(call)), elements, self.source.span(argument))

    def remove_element(self, whole: Span, elements: list[Span], removed: Span) -> None:
        """Take one element out of a bracketed sequence, with its comma."""
        if removed not in elements:
            raise CannotFixError("it is not one of the elements")
        at = elements.index(removed)
        if at + 1 < len(elements):
            gone = Span(removed.start, elements[at + 1].start)
        elif at:
            gone = Span(elements[at - 1].end, removed.end)
        else:
            gone = Span(whole.start + 1, whole.end - 1)
        self.source.keep_comments(gone)
        if self.source.has_comment(Span(removed.end, self.source.line_end(removed.end))):
            raise CannotFixError("the comment behind it may be about it")
        self.edit(*gone, "")

    def spread_call(self, call: ast.Call) -> None:
        """Turn ``g(f(x, y=1))`` into ``g(f, x, y=1)``, as functions want it that call another one."""
        parent = self.index.parent(call)
        if not isinstance(parent, ast.Call) or not parent.args or parent.args[-1] is not call:
            raise CannotFixError("it is not the last positional argument of a call")
        if parent.keywords:
            raise CannotFixError("keyword arguments stand behind it")
        arguments = span_of(self._arguments(call))
        elements = [
            span_of(each) for each in without_comments(children_between(self._arguments(call), "(", ")"))
        ]
        opening = Span(self.source.span(call.func).end, elements[0].start if elements else arguments.end)
        closing = Span(elements[-1].end if elements else arguments.end, arguments.end)
        self.source.keep_comments(opening)
        self.source.keep_comments(closing)
        self.edit(*opening, ", " if elements else "")
        if elements:
            self.edit(*closing, "")

    def make_partial(self, call: ast.Call, partial: str) -> None:
        """Turn ``f(x, y=1)`` into ``partial(f, x, y=1)``."""
        brackets = span_of(self._arguments(call))
        start, end = self.source.span(call.func)
        between = Span(end, brackets.start + 1)
        self.source.keep_comments(between)
        self.edit(start, start, f"{partial}(")
        following = self.source.text[between.end : between.end + 1]
        self.edit(*between, "," if following in "\r\n" else ", ")

    def keep_only(self, part: ast.expr, whole: ast.expr) -> None:
        """Put a part of an expression in the place of the whole."""
        inner, outer = self.source.span(part), self.source.span(whole)
        self.source.syntax(outer)
        for gone in (Span(outer.start, inner.start), Span(inner.end, outer.end)):
            self.source.keep_comments(gone)
            self.edit(*gone, "")

    def call_directly(self, function: ast.expr, call: ast.Call) -> None:
        """Turn ``g(a, f, x, y=1)`` into ``f(x, y=1)``."""
        at = call.args.index(function)
        elements = [
            span_of(each) for each in without_comments(children_between(self._arguments(call), "(", ")"))
        ]
        start, end = self.source.span(function)
        before = Span(self.source.start(call), start)
        last = at + 1 == len(elements)
        between = Span(end, self.source.span(call).end if last else elements[at + 1].start)
        self.source.keep_comments(before)
        self.source.keep_comments(between)
        self.edit(*before, "")
        self.edit(*between, "()" if last else "(")

    def drop_call(self, call: ast.Call) -> None:
        """Turn ``f()`` into ``f``."""
        if call.args or call.keywords:
            raise CannotFixError("the call has arguments")
        brackets = span_of(self._arguments(call))
        function = self.source.span(call.func)
        gone = Span(function.end, brackets.end)
        self.source.keep_comments(gone)
        if self.source.slice(Span(function.end, brackets.start)).strip():
            raise CannotFixError("something stands between the function and its brackets")
        self.edit(*gone, "")
