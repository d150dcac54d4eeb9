"""Functions that run what they are given elsewhere: in a thread, a process, or as a task."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model import calls, library_calls
from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.nodes import Misuse
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    UNKNOWN,
    Constant,
    Coroutine,
    External,
    ExternalMethod,
    FunctionObject,
    Generator,
    Instance,
    Items,
    Partial,
    TupleOf,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.knowledge.reader import CallFacts, Offloader
    from flake8_fastapi.model.evaluation import Evaluation


def offload(evaluation: Evaluation, node: ast.Call, target: Type) -> Type | None:
    """The result of a call that hands a callable to a thread or process; None for other calls."""
    found = offloader_of(evaluation, target)
    if found is None:
        return None
    name, offloader = found
    place = callable_given(node, offloader)
    if place is None:
        return None
    kept_effects, kept_misuses = len(evaluation.effects), len(evaluation.misuses)
    handed = evaluation.evaluate(place)
    blocked = len(evaluation.effects) > kept_effects
    if _was_called(evaluation, place, handed, blocked):
        del evaluation.effects[kept_effects:]
        del evaluation.misuses[kept_misuses:]
        called = ast.unparse(place.func) if isinstance(place, ast.Call) else ""
        short = name.rpartition(".")[2]
        evaluation.blame(Misuse("called-instead-of-offloaded", node.lineno, node.col_offset, called, short))
        return UNKNOWN
    if isinstance(place, ast.Name):
        evaluation.handed_over.add(place.id)
    arguments = _other_arguments(evaluation, node, place)
    if _is_coroutine_function(handed) and not offloader.awaits:
        called = ast.unparse(place)
        short = name.rpartition(".")[2]
        evaluation.blame(Misuse("offloaded-coroutine", node.lineno, node.col_offset, called, short))
    return _result(evaluation, node, target, name, handed, arguments, offloader.awaits)


def forget_inline_runs(evaluation: Evaluation, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    """Drop what a function does that calls, in a branch, a parameter that it hands to a thread otherwise.

    ``if self.closing: return work()`` in front of ``return await to_thread(work)``.
    """
    arguments = node.args
    names = evaluation.handed_over.intersection(
        each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    )
    places = {
        (each.lineno, each.col_offset)
        for each in (walk(node) if names else ())
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in names
    }
    evaluation.effects[:] = [
        each for each in evaluation.effects if not each.branches or (each.line, each.column) not in places
    ]


def offloader_of(evaluation: Evaluation, target: Type) -> tuple[str, Offloader] | None:
    """What a callable does that runs what it is given elsewhere, with its full name; None for others."""
    knowledge = evaluation.interpreter.knowledge
    if isinstance(target, External):
        name = knowledge.canonical(target.name)
        offloader = knowledge.offloader(name)
        return (name, offloader) if offloader is not None else None
    if isinstance(target, ExternalMethod) and isinstance(target.receiver, Instance):
        cls = target.receiver.cls
        if isinstance(cls, str):
            offloader = knowledge.method_offloader(cls, target.name)
            return (f"{cls}.{target.name}", offloader) if offloader is not None else None
    if knowledge.own_offloaders and isinstance(target, FunctionObject):
        offloader = knowledge.offloader(target.definition.full_name)
        if offloader is not None and target.definition.full_name in knowledge.own_offloaders:
            return target.definition.full_name, offloader
    return None


def callable_given(node: ast.Call, offloader: Offloader) -> ast.expr | None:
    """The argument of a call that is run elsewhere."""
    if offloader.position is not None and offloader.position < len(node.args):
        place = node.args[offloader.position]
        return None if isinstance(place, ast.Starred) else place
    for keyword in node.keywords:
        if keyword.arg == offloader.keyword and keyword.arg is not None:
            return keyword.value
    return None


def _other_arguments(evaluation: Evaluation, node: ast.Call, place: ast.expr) -> Arguments:
    """The arguments behind the callable, which are evaluated here and passed on to it."""
    arguments = Arguments()
    behind = False
    for each in node.args:
        if each is place:
            behind = True
        elif isinstance(each, ast.Starred):
            evaluation.evaluate(each)
            arguments.unpacked = True
        else:
            of = evaluation.evaluate(each)
            if behind:
                arguments.positional.append(of)
    for keyword in node.keywords:
        if keyword.value is not place:
            of = evaluation.evaluate(keyword.value)
            if keyword.arg is not None:
                arguments.keywords[keyword.arg] = of
    return arguments


def _was_called(evaluation: Evaluation, place: ast.expr, handed: Type, blocked: bool) -> bool:
    """Whether the function was called where it should have been handed over."""
    if not isinstance(place, ast.Call):
        return False
    if blocked and not _is_callable(evaluation, handed):
        return True
    if isinstance(handed, Coroutine):
        return handed.certain
    if isinstance(handed, (Constant, Generator, Items, TupleOf)):
        return True
    return (
        isinstance(handed, Instance) and isinstance(handed.cls, str) and (handed.cls.startswith("builtins."))
    )


def _is_callable(evaluation: Evaluation, of: Type) -> bool:
    if isinstance(of, Instance):
        if isinstance(of.cls, str):
            return evaluation.interpreter.knowledge.row(of.cls, "call") is not None
        return evaluation.interpreter.attributes.find(of, "__call__") is not UNKNOWN
    return isinstance(of, (FunctionObject, Partial, External, ExternalMethod))


def _is_coroutine_function(of: Type) -> bool:
    if isinstance(of, Partial):
        return _is_coroutine_function(of.target)
    return isinstance(of, FunctionObject) and of.definition.is_async and not of.manager


def _result(
    evaluation: Evaluation,
    node: ast.Call,
    target: Type,
    name: str,
    handed: Type,
    arguments: Arguments,
    awaits: bool,
) -> Type:
    """What the offloading call gives; awaited, mostly what the callable returns.

    ``awaits`` where a coroutine function may be handed over as well.
    """
    interpreter = evaluation.interpreter
    was_silent = evaluation.is_silent
    evaluation.is_silent = was_silent or not evaluation.counts_offloaded
    try:
        result = calls.dispatch(evaluation, node, handed, arguments, False)
        if awaits and evaluation.counts_async_tasks and isinstance(result, Coroutine):
            for effect in result.effects:
                evaluation.emit_at(node, effect)
    finally:
        evaluation.is_silent = was_silent
    if isinstance(target, FunctionObject):
        return Coroutine(result, False)
    if isinstance(target, ExternalMethod) and isinstance(target.receiver, Instance):
        facts = interpreter.knowledge.method(str(target.receiver.cls), target.name)
    else:
        facts = interpreter.knowledge.function(name)
    if name.endswith(".run_in_executor"):
        return Coroutine(result, False)
    if facts is not None and facts.coroutine:
        from flake8_fastapi.model.types import Origin

        return Coroutine(result, True, Origin(node.lineno, node.col_offset, name))
    if facts is not None and facts.category is not None:
        # Handing it over takes time itself: it waits for the results, or talks to the queue's server.
        label = ".".join(name.split(".")[-2:])
        if library_calls.is_lazy(facts, arguments):
            return library_calls.lazily(evaluation, node, label, facts, arguments)
        library_calls.emit(evaluation, node, label, facts)
    if facts is not None and facts.returns is not None:
        return interpreter.type_words.parse(facts.returns, UNKNOWN, arguments)
    last = name.rpartition(".")[2]
    return Instance(name) if last[:1].isupper() else UNKNOWN


def _may_be_task(node: ast.expr, name: str, results: list[Type]) -> bool:
    """Whether ``ensure_future`` is given a name that may stand for a task, which it hands back as it is."""
    if name != "asyncio.ensure_future" or results or not isinstance(node, ast.Call) or not node.args:
        return False
    return isinstance(node.args[0], (ast.Name, ast.Attribute))


def _coroutines_in(of: Type) -> Iterator[Coroutine]:
    """The coroutines that an argument is, or holds."""
    for each in alternatives(of):
        inner = each.item if isinstance(each, (Items, Generator)) else each
        if isinstance(inner, Coroutine):
            yield inner


def start_task(
    evaluation: Evaluation,
    node: ast.expr,
    name: str,
    arguments: Arguments,
    facts: CallFacts | None,
) -> Type:
    """Run coroutines as tasks: what these coroutines do, they do on this loop."""
    results = []
    for given in [*arguments.positional, *arguments.keywords.values()]:
        for inner in _coroutines_in(given):
            for effect in inner.effects:
                evaluation.emit_at(node, effect)
            results.append(inner.result)
    for unpacked in node.args if isinstance(node, ast.Call) else ():
        if isinstance(unpacked, ast.Starred):
            for inner in _coroutines_in(evaluation.type_of(unpacked.value)):
                for effect in inner.effects:
                    evaluation.emit_at(node, effect)
    is_loose = evaluation.interpreter.knowledge.leaves_task_loose(name)
    if is_loose and not evaluation.is_silent and not _may_be_task(node, name, results):
        evaluation.tasks_made[(node.lineno, node.col_offset)] = name.rpartition(".")[2]
    if name in ("asyncio.wait_for", "asyncio.shield") and results:
        return Coroutine(results[0], name == "asyncio.wait_for")
    if name == "asyncio.gather":
        return Coroutine(Items(UNKNOWN) if len(results) != len(arguments.positional)
                         else TupleOf(tuple(results)), False)  # fmt: skip
    if is_loose or name.endswith(".create_task"):
        return Instance("asyncio.Task")
    if facts is not None and facts.coroutine:
        return Coroutine(UNKNOWN, False)
    if facts is not None and facts.returns is not None:
        return evaluation.interpreter.type_words.parse(facts.returns, UNKNOWN, arguments)
    return UNKNOWN
