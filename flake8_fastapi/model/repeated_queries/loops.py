"""What is sent in the loops of one function, and for each item of what."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.repeated_queries.rows import COMPREHENSIONS, ROWS, called_name
from flake8_fastapi.model.tree_walk import SCOPES, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.effects import Effect
    from flake8_fastapi.model.repeated_queries.rows import RowFlow

QUERY = "query"
REPEATED = "query for each row"
PER_ITEM = "query for each item of "

LEAVES = (ast.Return, ast.Raise, ast.Break)
WRITES = frozenset({"insert", "update", "upsert", "delete"})
WRITING = re.compile(
    r"\s*(?:insert\s+(?:or\s|into\s)|update\s|delete\s+from\s|replace\s+into\s|merge\s)", re.IGNORECASE
)

Span = tuple[tuple[int, int], tuple[int, int]]


class Loop(NamedTuple):
    """The code that runs for each item of something, and the sources of those items.

    ``left`` are the branches behind which the loop does not go on, and those that are taken for few of
    the items: what they do does not happen for each.
    """

    spans: list[Span]
    sources: set[str]
    left: list[Span]


def repeated_effects(
    node: FunctionNode, flow: RowFlow, effects: Sequence[Effect], on_error: set[tuple[int, int]]
) -> list[Effect]:
    """The effects of a function, those told apart that happen for each row or each item of a parameter."""
    own = flow.own
    calls = _calls_by_place(own)
    loops = [loop for loop in _loops(own, flow) if loop.sources]
    starred = {(each.lineno, each.col_offset): each for each in own if isinstance(each, ast.Starred)}
    discarded = _places_discarded(own)
    assigned = _assigned(own)
    found: dict[tuple[int, int, str], Effect] = {}
    for effect in effects:
        place = (effect.line, effect.column)
        sources: set[str] = set()
        category = effect.category
        if category.startswith(PER_ITEM):
            sources = _handed(effect, calls.get(place, ()), flow)
            if not sources:
                continue
            category = QUERY
        elif category == QUERY and place in starred:
            sources = flow.sources(starred[place])
        if place in discarded and not effect.chain and "ursor" not in effect.operation:
            continue  # nobody looks at what it gives, so it gives nothing
        if any(_writes(each, assigned) for each in calls.get(place, ())):
            continue
        if category == QUERY and place not in on_error:
            for loop in loops:
                if _within(place, loop.spans) and not _within(place, loop.left):
                    sources |= loop.sources
        for kind in _categories(category, sources, flow):
            if effect.category == QUERY != kind:
                # What matters of the way from the loop to the query is its end.
                effect = replace(effect, chain=effect.chain[-1:])
            found.setdefault((*place, kind), replace(effect, category=kind))
    repeated = {key[:2] for key in found if key[2] == REPEATED}
    return [each for key, each in found.items() if key[2] == REPEATED or key[:2] not in repeated]


def _categories(category: str, sources: set[str], flow: RowFlow) -> list[str]:
    """The kinds of effect that one becomes by what it happens for each of."""
    if category == REPEATED or ROWS in sources:
        return [REPEATED]
    items = [
        f"{PER_ITEM}{flow.parameters[name]} {name}" for name in sorted(sources) if name in flow.parameters
    ]
    return [QUERY, *items]


def _handed(effect: Effect, calls: Iterable[ast.Call], flow: RowFlow) -> set[str]:
    """The sources of what is handed to the parameter for each of whose items the callee sends a query."""
    found: set[str] = set()
    for call in calls:
        found |= flow.sources(_argument(call, effect.category.removeprefix(PER_ITEM)))
    return found


def _argument(call: ast.Call, parameter: str) -> ast.expr | None:
    """What a call gives for a parameter, by its name or its position behind the receiver."""
    position, _, name = parameter.partition(" ")
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    given = call.args[: int(position) + 1]
    if len(given) <= int(position) or any(isinstance(each, ast.Starred) for each in given):
        return None
    return given[-1]


def _places_discarded(own: Iterable[ast.AST]) -> set[tuple[int, int]]:
    """Where calls of ``execute`` stand whose results nobody looks at."""
    found = set()
    for node in own:
        value = node.value if isinstance(node, ast.Expr) else None
        call = value.value if isinstance(value, ast.Await) else value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            if call.func.attr.startswith("exec"):
                found.add((call.lineno, call.col_offset))
    return found


def _calls_by_place(own: Iterable[ast.AST]) -> dict[tuple[int, int], list[ast.Call]]:
    """The calls that begin at a place; awaiting one begins where ``await`` does."""
    found: dict[tuple[int, int], list[ast.Call]] = {}
    for node in own:
        if isinstance(node, ast.Call):
            found.setdefault((node.lineno, node.col_offset), []).append(node)
        elif isinstance(node, ast.Await) and isinstance(node.value, ast.Call):
            found.setdefault((node.lineno, node.col_offset), []).append(node.value)
    return found


def _loops(own: Iterable[ast.AST], flow: RowFlow) -> list[Loop]:
    found = []
    for node in own:
        if isinstance(node, (ast.For, ast.AsyncFor)):
            if not isinstance(node.body[-1], LEAVES):
                body = [_span(node.body[0], node.body[-1])]
                found.append(Loop(body, flow.sources(node.iter), list(_left(node.body))))
        elif isinstance(node, COMPREHENSIONS):
            spans = (
                [_span(node.key, node.value)]
                if isinstance(node, ast.DictComp)
                else [_span(node.elt, node.elt)]
            )
            for number, clause in enumerate(node.generators):
                later = [each.iter for each in node.generators[number + 1 :]]
                tests = [test for each in node.generators[number:] for test in each.ifs]
                inside = [_span(each, each) for each in (*later, *tests)]
                found.append(Loop([*spans, *inside], flow.sources(clause.iter), []))
    return found


def _left(body: Sequence[ast.stmt], leaves: tuple[type[ast.stmt], ...] = LEAVES) -> Iterator[Span]:
    """The branches in a loop's body that end by leaving the loop, or that are taken for few items only."""
    for statement in body:
        inner = leaves
        if isinstance(statement, (ast.For, ast.AsyncFor, ast.While)):
            inner = (ast.Return, ast.Raise)  # `break` leaves the inner loop only
        for part in ("body", "orelse", "finalbody"):
            block = getattr(statement, part, None)
            if not isinstance(block, list) or not block or not isinstance(block[0], ast.stmt):
                continue
            if isinstance(statement, ast.If) and (isinstance(block[-1], inner) or _is_rare(statement)):
                yield _span(block[0], block[-1])
            elif not isinstance(statement, SCOPES):
                yield from _left(block, inner)


def _is_rare(node: ast.If) -> bool:
    """Whether a branch is taken for few of the items: once for each key, or when a batch is full."""
    test = node.test
    if isinstance(test, ast.Compare) and isinstance(test.left, ast.Call) and called_name(test.left) == "len":
        return True
    return _fills_memo(node)


def _fills_memo(node: ast.If) -> bool:
    """Whether it is ``if key not in known: known[key] = ...``, or asks what a look-up gave."""
    test = node.test
    is_missing = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    if isinstance(test, ast.Compare):
        is_missing = isinstance(test.ops[0], (ast.NotIn, ast.Is))
    return is_missing and any(
        isinstance(each, ast.Subscript) and isinstance(each.ctx, ast.Store)
        for statement in node.body
        for each in walk(statement)
    )


def _assigned(own: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
    """What plain assignments give each name."""
    found: dict[str, list[ast.expr]] = {}
    for node in own:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def _writes(call: ast.Call, assigned: dict[str, list[ast.expr]]) -> bool:
    """Whether a call executes a statement that writes, or hands one on, as far as the function shows it.

    Of ``statement.execute()`` the statement is what the method is called on.
    """
    statement = call.args[0] if call.args else call.func if called_name(call) == "execute" else None
    if statement is None:
        return False
    names = {each.id for each in walk(statement) if isinstance(each, ast.Name)}
    return any(_is_writing(each) for name in names for each in assigned.get(name, ())) or _is_writing(
        statement
    )


def _is_writing(node: ast.expr) -> bool:
    """Whether an expression is an ``insert``, ``update`` or ``delete``, in SQL or built."""
    for each in walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            if WRITING.match(each.value):
                return True
        elif isinstance(each, ast.Call) and not isinstance(each.func, ast.Call):
            if called_name(each) in WRITES:
                return True
    return False


def _span(first: ast.stmt | ast.expr, last: ast.stmt | ast.expr) -> Span:
    begin = (first.lineno, first.col_offset)
    return begin, (last.end_lineno or last.lineno, last.end_col_offset or last.col_offset)


def _within(place: tuple[int, int], spans: Iterable[Span]) -> bool:
    return any(begin <= place < end for begin, end in spans)
