"""Imports that fixes have left without a use, as ``import time`` when the last ``time.sleep`` is gone."""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING

from flake8_fastapi.fixes.apply import apply_edits, parse
from flake8_fastapi.fixes.edit import CannotFixError, Edit
from flake8_fastapi.fixes.source_text import SourceText, Span, span_of, without_comments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    Scope: TypeAlias = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef

WORD = re.compile(r"[^\W\d]\w*")


def without_unused_imports(
    before: str, after: str, kept: Callable[[frozenset[str]], frozenset[str]] | None = None
) -> str:
    """The text after fixes, without the imports that only the text before them used.

    Looked at are those that stand directly in a module or in a function. A name counts as used where
    code mentions it, or a string does that is an expression: it may be an annotation or stand in ``__all__``.
    ``kept`` tells which of a module's names somebody else needs; it is asked only where one would go.
    """
    tree = parse(after)
    old = parse(before)
    if tree is None or old is None:
        return after
    used = {where: set(_mentions(scope)) for where, scope in _scopes(old)}
    source = SourceText(after)
    edits: set[Edit] = set()
    for where, scope in _scopes(tree):
        unused = used.get(where, set()) - set(_mentions(scope))
        candidates = [
            (statement, gone)
            for statement in scope.body
            if unused and isinstance(statement, (ast.Import, ast.ImportFrom))
            if (gone := [each for each in statement.names if _bound_name(each) in unused])
        ]
        if kept is not None and candidates and scope is tree:
            needed = kept(frozenset(_bound_name(each) for _, gone in candidates for each in gone))
            candidates = [
                (statement, [each for each in gone if _bound_name(each) not in needed])
                for statement, gone in candidates
            ]
        for statement, gone in candidates:
            if gone and len(scope.body) > 1:
                try:
                    edits.update(removal_of_names(source, statement, gone, with_comment=True))
                except CannotFixError:
                    continue
    changed = apply_edits(after, edits)
    return changed if parse(changed) is not None else after


def _scopes(node: Scope, where: str = "") -> Iterator[tuple[str, Scope]]:
    """A module and the functions in it, each with a path of names that tells it from the others."""
    yield where, node
    numbers: Counter[str] = Counter()
    pending: list[ast.AST] = list(reversed(node.body))
    while pending:
        each = pending.pop()
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
            numbers[each.name] += 1
            yield from _scopes(each, f"{where}.{each.name}#{numbers[each.name]}")
        elif isinstance(each, (ast.stmt, ast.ExceptHandler, ast.match_case)):
            pending.extend(reversed(list(ast.iter_child_nodes(each))))


def _bound_name(alias: ast.alias) -> str:
    return alias.asname or alias.name.partition(".")[0]


def _mentions(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _names_in_text(node.value)


def _names_in_text(text: str) -> Iterator[str]:
    """The names in a text that may be an annotation or an entry of ``__all__``."""
    try:
        expression = ast.parse(text.strip(), mode="eval") if WORD.search(text) else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    if expression is not None:
        yield from _mentions(expression)


def removal_of_names(
    source: SourceText,
    statement: ast.Import | ast.ImportFrom,
    gone: list[ast.alias],
    with_comment: bool = False,
) -> Iterator[Edit]:
    """The edits that take some names out of an import, or all of it with its lines.

    An import with a comment is left alone; ``with_comment`` says that the comment goes with it, unless
    that is a ``noqa``.
    """
    whole = source.span(statement)
    line = Span(source.line_start(whole.start), source.line_end(whole.end))
    if not with_comment or "noqa" in source.slice(line):
        source.keep_comments(line)
    if len(gone) == len(statement.names):
        yield _removal_of_statement(source, whole, line)
        return
    node = source.syntax(whole, "import_from_statement", "import_statement")
    kinds = [each.kind() for each in node.children()]
    words = node.children()[kinds.index("import") + 1 :]
    elements = [span_of(each) for each in without_comments(words) if each.is_named()]
    if len(elements) != len(statement.names):
        raise CannotFixError("the import is written in an unusual way")
    kept = [number for number, each in enumerate(statement.names) if each not in gone]
    for number, element in enumerate(elements):
        if number in kept:
            continue
        if number < kept[-1]:  # up to the next name
            yield Edit(element.start, elements[number + 1].start, "")
        elif number - 1 == kept[-1]:  # from the last name that stays to the last that goes
            yield Edit(elements[number - 1].end, elements[-1].end, "")


def _removal_of_statement(source: SourceText, whole: Span, line: Span) -> Edit:
    """The edit that takes a statement away: its lines, or its part of a line."""
    before = source.text[line.start : whole.start].strip(" \t\f")
    after = source.text[whole.end : line.end].strip(" \t\f")
    if not before and (not after or after.startswith("#")):
        return Edit(line.start, source.next_line(whole.end), "")
    if after.startswith(";"):
        following = source.text.index(";", whole.end) + 1
        while source.text[following : following + 1] in (" ", "\t"):
            following += 1
        return Edit(whole.start, following, "")
    if before.endswith(";"):
        return Edit(source.text.rindex(";", line.start, whole.start), whole.end, "")
    raise CannotFixError("the import shares its line")
