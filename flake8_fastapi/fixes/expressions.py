"""Verbs on expressions: replace one, await one, move a default into the annotation."""

from __future__ import annotations

import ast

from flake8_fastapi.fixes.edit import CannotFixError
from flake8_fastapi.fixes.name_scopes import NameScopes
from flake8_fastapi.fixes.source_text import Span
from flake8_fastapi.fixes.verbs import Verbs

ATOMS = (
    ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant, ast.List, ast.Dict, ast.Set,
    ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.JoinedStr,
)  # fmt: skip
"""What needs no brackets, whatever stands around it."""

WHOLE_PLACES = (
    ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.keyword, ast.Raise, ast.arg,
    ast.arguments, ast.Dict, ast.List, ast.Set, ast.Tuple, ast.If, ast.While, ast.withitem,
)  # fmt: skip
"""What takes any expression but a tuple or ``:=`` without brackets."""


class ExpressionVerbs(Verbs):
    """Verbs on expressions."""

    def replace(self, node: ast.expr, text: str) -> None:
        """Put another expression in a node's place, in brackets where it needs them."""
        span = self.source.span(node)
        self.source.syntax(span)
        self.source.keep_comments(span)
        new = _parse(text)
        if not isinstance(new, ATOMS) and not self._takes_any(node, span):
            text = f"({text})"
        self.edit(*span, text)

    def wrap(self, node: ast.expr, before: str, after: str) -> None:
        """Put a text before an expression and one behind it."""
        span = self.source.span(node)
        self.source.syntax(span)
        self.edit(span.start, span.start, before)
        self.edit(span.end, span.end, after)

    def can_be_annotation(self, node: ast.expr) -> bool:
        """Whether an expression means the same in an annotation, which may be kept as a text.

        With ``from __future__ import annotations`` only the names of the module are known to who reads it.
        """
        futures = (each for each in self.index.of_kind(ast.ImportFrom) if each.module == "__future__")
        if not any(alias.name == "annotations" for each in futures for alias in each.names):
            return True
        scopes = NameScopes(self.index)
        return all(
            scopes.is_of_module(each.id, each) for each in ast.walk(node) if isinstance(each, ast.Name)
        )

    def default_to_annotated(self, parameter: ast.arg, default: ast.expr, annotated: str) -> None:
        """Turn ``x: T = f()`` into ``x: Annotated[T, f()]``."""
        if parameter.annotation is None:
            raise CannotFixError("it has no annotation")
        kind, value = self.source.span(parameter.annotation), self.source.span(default)
        between = Span(kind.end, value.start)
        self.source.keep_comments(between)
        if self.source.slice(between).strip() != "=":
            raise CannotFixError("the default stands in brackets")
        self.edit(kind.start, kind.start, f"{annotated}[")
        self.edit(*between, ", ")
        self.edit(value.end, value.end, "]")

    def insert_await(self, node: ast.expr) -> None:
        """Put ``await`` before an expression; refused where no ``await`` may stand."""
        span = self.source.span(node)
        self.source.syntax(span, in_f_string=True)
        if not self.may_await(node):
            raise CannotFixError("no await may stand there")
        if self._needs_brackets_with_await(node, span):
            self.edit(span.start, span.start, "(await ")
            self.edit(span.end, span.end, ")")
        else:
            self.edit(span.start, span.start, "await ")

    def _needs_brackets_with_await(self, node: ast.expr, span: Span) -> bool:
        parent = self.index.parent(node)
        binds_tighter = (
            (isinstance(parent, (ast.Attribute, ast.Subscript)) and parent.value is node)
            or (isinstance(parent, ast.Call) and parent.func is node)
            or isinstance(parent, ast.Await)
            or (isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and parent.left is not node)
        )
        return binds_tighter and not self._has_own_brackets(span)

    def may_await(self, node: ast.AST) -> bool:
        """Whether an ``await`` may stand where an expression does, and is run where it stands."""
        function = self.index.function_around(node)
        if not isinstance(function, ast.AsyncFunctionDef):
            return False
        child = node
        for above in self.index.ancestors(node):
            if above is function:
                return True
            if isinstance(above, (ast.ClassDef, ast.GeneratorExp, ast.arguments, ast.arg)):
                return False
            if isinstance(above, ast.AnnAssign) and child is above.annotation:
                return False
            child = above
        return False

    def _has_own_brackets(self, span: Span) -> bool:
        node = self.source.syntax(span, in_f_string=True)
        parent = node.parent()
        return parent is not None and parent.kind() == "parenthesized_expression"

    def _takes_any(self, node: ast.expr, span: Span) -> bool:
        parent = self.index.parent(node)
        if isinstance(parent, ast.Call) and node is not parent.func:
            return True
        return isinstance(parent, WHOLE_PLACES) or self._has_own_brackets(span)

    def replace_in_text(self, node: ast.Constant, old: str, new: str) -> None:
        """Put another text in the place of the one time that it is written in a literal."""
        span = self.source.span(node)
        self.source.syntax(span)
        written = self.source.slice(span)
        if written.count(old) != 1:
            raise CannotFixError("the text is not written in one piece, or more than once")
        start = span.start + written.index(old)
        self.edit(start, start + len(old), new)


def _parse(text: str) -> ast.expr:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        raise CannotFixError(f"{text!r} is no expression") from None
