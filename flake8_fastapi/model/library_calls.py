"""Calls of what libraries define: what their tables say that it does, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model import kept_items, offloading, special
from flake8_fastapi.model.effects import Effect
from flake8_fastapi.model.spared import around_memory, category_of, is_spared, is_virtual, was_asked
from flake8_fastapi.model.types import (
    UNKNOWN,
    Constant,
    Coroutine,
    Entries,
    FunctionObject,
    Generator,
    Instance,
    Items,
    Origin,
    Type,
)

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.knowledge.reader import CallFacts
    from flake8_fastapi.model.arguments import Arguments
    from flake8_fastapi.model.evaluation import Evaluation


TAKES_DATA = role("takes-data")


def emit(
    evaluation: Evaluation, node: ast.expr, name: str, facts: CallFacts, category: str | None = None
) -> None:
    """Record that a library's callable blocks, as its table says."""
    category = category or facts.category or "client"
    evaluation.emit(Effect(node.lineno, node.col_offset, category, name, name, facts.cure))


def is_lazy(facts: CallFacts, arguments: Arguments) -> bool:
    """Whether a call that blocks does so only while its result is iterated."""
    if facts.lazy_when is not None:
        return arguments.keyword(facts.lazy_when) == Constant(True)
    return facts.is_lazy


def lazily(evaluation: Evaluation, node: ast.expr, name: str, facts: CallFacts, arguments: Arguments) -> Type:
    """What a call gives that blocks only while its result is iterated."""
    name = f"iterating {name}"
    effect = Effect(node.lineno, node.col_offset, facts.category or "client", name, name, facts.cure)
    words = evaluation.interpreter.type_words
    items = words.parse(facts.returns, UNKNOWN, arguments) if facts.returns else UNKNOWN
    return Generator(items.item if isinstance(items, Items) else UNKNOWN, (effect,))


def _blame_coroutines(evaluation: Evaluation, name: str, arguments: Arguments) -> None:
    """Blame coroutines that are given to what can do nothing with them: their results were meant."""
    for of in (*arguments.positional, *arguments.keywords.values()):
        if isinstance(of, Coroutine) and TAKES_DATA.has(name):
            evaluation.blame_use(of)


def function(evaluation: Evaluation, node: ast.expr, name: str, arguments: Arguments, awaited: bool) -> Type:
    """Call a function of a library, or make an instance of its class.

    ``awaited`` tells that the result is awaited at once: what blocks cannot be what is called then.
    """
    interpreter = evaluation.interpreter
    knowledge = interpreter.knowledge
    name = knowledge.canonical(name)
    evaluation.note_library_call(node, name)
    _blame_coroutines(evaluation, name, arguments)
    handler = special.FUNCTIONS.get(name)
    if handler is not None:
        return handler(evaluation, node, arguments)
    facts = knowledge.function(name)
    if knowledge.starts_task(name):
        return offloading.start_task(evaluation, node, name, arguments, facts)
    if facts is None:
        if not knowledge.is_quick(name):
            evaluation.is_opaque = True
        return _made(evaluation, name, arguments)
    if facts.category is not None:
        if awaited:
            return UNKNOWN
        if is_lazy(facts, arguments):
            return lazily(evaluation, node, name, facts, arguments)
        if not is_spared(facts, arguments) and not is_virtual(evaluation, node, facts):
            emit(evaluation, node, name, facts, category_of(facts, node))
    owner = name.rpartition(".")[0]
    # `Class.create(...)`: "self" in the tables is an instance of that class.
    receiver = Instance(owner) if facts.returns == "self" and knowledge.is_class(owner) else UNKNOWN
    return _returned(evaluation, node, name, facts, receiver, arguments)


def _returned(
    evaluation: Evaluation,
    node: ast.expr,
    name: str,
    facts: CallFacts,
    receiver: Type,
    arguments: Arguments,
) -> Type:
    words = evaluation.interpreter.type_words
    if facts.returns is not None:
        result = words.parse(facts.returns, receiver, arguments)
    elif receiver is UNKNOWN and not facts.coroutine:
        result = _made(evaluation, name, arguments)
    else:
        result = UNKNOWN
    if facts.coroutine:
        return Coroutine(result, True, Origin(node.lineno, node.col_offset, name))
    return around_memory(evaluation, node, result, facts, arguments, receiver)


def _made(evaluation: Evaluation, name: str, arguments: Arguments) -> Type:
    """An instance when the name is that of a class, by the tables or by its spelling."""
    knowledge = evaluation.interpreter.knowledge
    if knowledge.is_class(name):
        keeps = knowledge.row(name, "keeps") or ()
        kept = tuple((key, arguments.keywords[key]) for key in keeps if key in arguments.keywords)
        return Instance(name, True, kept)
    last = name.rpartition(".")[2]
    return Instance(name) if last[:1].isupper() and not last.isupper() else UNKNOWN


def method(
    evaluation: Evaluation,
    node: ast.expr,
    receiver: Type,
    name: str,
    arguments: Arguments,
    awaited: bool,
) -> Type:
    """Call a method of a library's object or of a container.

    ``awaited`` as in ``function``.
    """
    if isinstance(receiver, (Items, Entries)):
        return kept_items.container_method(evaluation, node, receiver, name, arguments)
    if not isinstance(receiver, Instance) or not isinstance(receiver.cls, str):
        return UNKNOWN
    knowledge = evaluation.interpreter.knowledge
    first = arguments.at(0)
    if isinstance(first, FunctionObject) and evaluation.interpreter.notes_calls:
        # Handed over with its arguments, as to `BackgroundTasks.add_task`.
        evaluation.interpreter.note_call(first.definition, arguments.after(0))
    evaluation.note_library_call(node, f"{receiver.cls}.{name}")
    _blame_coroutines(evaluation, f"{receiver.cls}.{name}", arguments)
    handler = special.METHODS.get(f"{receiver.cls}.{name}")
    if handler is not None:
        return handler(evaluation, node, arguments)
    facts = knowledge.method(receiver.cls, name)
    if knowledge.method_starts_task(receiver.cls, name):
        full = f"{receiver.cls}.{name}"
        return offloading.start_task(evaluation, node, full, arguments, facts)
    if facts is None:
        evaluation.is_opaque = True
        return UNKNOWN
    label = f"{receiver.cls.rpartition('.')[2]}.{name}"
    if facts.category is not None:
        if awaited:
            # Nobody awaits what blocks: the type is wrong, and so is all that follows from it.
            return UNKNOWN
        if is_lazy(facts, arguments):
            return lazily(evaluation, node, label, facts, arguments)
        if not (
            is_spared(facts, arguments, receiver)
            or was_asked(evaluation, node, facts)
            or is_virtual(evaluation, node, facts)
        ):
            emit(evaluation, node, label, facts)
    return _returned(evaluation, node, label, facts, receiver, arguments)
