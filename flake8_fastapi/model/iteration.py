"""Iterating, unpacking and entering: what comes out, and what happens on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model import calls
from flake8_fastapi.model.effects import Effect
from flake8_fastapi.model.spared import IN_MEMORY, never_waits
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    NONE,
    UNKNOWN,
    Coroutine,
    Entries,
    Generator,
    Instance,
    Items,
    Manager,
    TupleOf,
    Type,
    Union,
    class_name,
    union,
)

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.evaluation import Evaluation


def item_of_loop(evaluation: Evaluation, node: ast.expr, source: Type, is_async: bool) -> Type:
    """The type of the items when ``node`` is iterated, recording what iterating does.

    ``is_async`` for ``async for``.
    """
    if not isinstance(source, Union):
        return _item(evaluation, node, source, is_async)
    return union(_item(evaluation, node, each, is_async) for each in alternatives(source))


def _item(evaluation: Evaluation, node: ast.expr, source: Type, is_async: bool) -> Type:
    if isinstance(source, Items):
        return source.item
    if isinstance(source, Entries):
        return source.key
    if isinstance(source, TupleOf):
        return union(source.members) if source.members else UNKNOWN
    if isinstance(source, Generator):
        if source.is_async == is_async:
            for effect in source.effects:
                evaluation.emit_at(node, effect)
        return source.item
    if isinstance(source, Instance):
        return _item_of_object(evaluation, node, source, is_async)
    if not is_async:
        evaluation.blame_use(source)
    return UNKNOWN


def _item_of_object(evaluation: Evaluation, node: ast.expr, source: Instance, is_async: bool) -> Type:
    interpreter = evaluation.interpreter
    evaluation.note_iteration(node, source, is_async)
    for base in interpreter.hierarchy.library_bases(source.cls):
        iterating_blocks = not is_async and interpreter.knowledge.row(base, "iterating_blocks")
        if iterating_blocks and IN_MEMORY not in source.attributes:
            category, cure = interpreter.knowledge.category_of(base, "iterating_blocks")
            name = f"iterating {base.rpartition('.')[2]}"
            evaluation.emit(Effect(node.lineno, node.col_offset, category, name, name, cure))
        words = interpreter.knowledge.row(base, "iterates")
        if words:
            return interpreter.type_words.parse(str(words), source)
    if isinstance(source.cls, str):
        return UNKNOWN
    if is_async:
        made = calls.method(evaluation, node, source, "__aiter__", [])
        if isinstance(made, Generator):
            return _item(evaluation, node, made, is_async)
        return UNKNOWN
    iterator = calls.method(evaluation, node, source, "__iter__", [])
    if isinstance(iterator, Instance) and not isinstance(iterator.cls, str):
        return calls.method(evaluation, node, iterator, "__next__", [])
    if iterator is source or isinstance(iterator, Instance):
        return UNKNOWN
    return _item(evaluation, node, iterator, is_async)


def item_later(evaluation: Evaluation, node: ast.expr, source: Type) -> Type:
    """The type of the items of a value that is not iterated yet."""
    was_silent, evaluation.is_silent = evaluation.is_silent, True
    try:
        return item_of_loop(evaluation, node, source, False)
    finally:
        evaluation.is_silent = was_silent


def run_through(evaluation: Evaluation, node: ast.expr, source: Type) -> None:
    """Record what happens when something runs through a generator; others are there already."""
    for each in alternatives(source):
        if isinstance(each, Generator):
            _item(evaluation, node, each, False)


def items_of(evaluation: Evaluation, node: ast.expr, source: Type) -> Type:
    """A container of everything that iterating ``node`` gives."""
    return Items(item_of_loop(evaluation, node, source, False))


def unpacked(of: Type, position: int) -> Type:
    """The member at a position when a value is unpacked."""
    found = []
    for each in alternatives(of):
        if isinstance(each, TupleOf):
            inside = -len(each.members) <= position < len(each.members)
            found.append(each.members[position] if inside else UNKNOWN)
        elif isinstance(each, (Items, Generator)):
            found.append(each.item)
        else:
            found.append(UNKNOWN)
    return union(found)


def entered(evaluation: Evaluation, node: ast.expr, of: Type, is_async: bool) -> Type:
    """What ``with node as x`` gives ``x``, recording what entering does; ``is_async`` for ``async with``."""
    if not isinstance(of, Union):
        return _entered(evaluation, node, of, is_async)
    return union(_entered(evaluation, node, each, is_async) for each in alternatives(of))


def _entered(evaluation: Evaluation, node: ast.expr, of: Type, is_async: bool) -> Type:
    if isinstance(of, Manager):
        if of.is_async == is_async:
            for effect in of.effects:
                evaluation.emit_at(node, effect)
        return of.value
    if isinstance(of, Coroutine) and is_async:
        return of.result
    if not isinstance(of, Instance):
        return UNKNOWN
    interpreter = evaluation.interpreter
    method = "__aenter__" if is_async else "__enter__"
    if not isinstance(of.cls, str) and interpreter.hierarchy.methods(of, method):
        value = calls.method(evaluation, node, of, method, [])
        if not is_async:
            # Without an exception: what happens for one is no part of each run.
            calls.method(evaluation, node, of, "__exit__", [NONE, NONE, NONE])
            return of if value is UNKNOWN else value
        result = evaluation.awaited(value, node)
        return of if result is UNKNOWN else result
    for base in interpreter.hierarchy.library_bases(of.cls):
        if (
            not is_async
            and interpreter.knowledge.row(base, "enter_blocks")
            and not never_waits(evaluation, of, base)
        ):
            category, cure = interpreter.knowledge.category_of(base, "enter_blocks")
            name = f"with {class_name(base).rpartition('.')[2]}"
            evaluation.emit(Effect(node.lineno, node.col_offset, category, name, name, cure))
        words = interpreter.knowledge.row(base, "async_enter" if is_async else "enter")
        if words:
            return interpreter.type_words.parse(str(words), of)
    if is_async and isinstance(of.cls, str) and interpreter.knowledge.is_synchronous(of.cls):
        return UNKNOWN  # Such an object cannot be entered so: it is another one, whatever is declared.
    return of
