"""Calls: who is called, what that does to the thread it runs on, and what comes back."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model import kept_items, library_calls, offloading
from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.construction import constructed, run_to_construct
from flake8_fastapi.model.effects import Effect, is_transmitted, seen_from
from flake8_fastapi.model.function_kinds import asks_for_awaitable, is_parameter
from flake8_fastapi.model.once import makes_what_is_kept
from flake8_fastapi.model.present import with_present
from flake8_fastapi.model.single_objects import is_made_once
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    NONE,
    UNKNOWN,
    ClassObject,
    Coroutine,
    Entries,
    External,
    ExternalMethod,
    FunctionObject,
    Generator,
    Instance,
    Maker,
    Manager,
    Origin,
    Partial,
    TupleOf,
    Type,
    Union,
    union,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import ClassDefinition
    from flake8_fastapi.model.evaluation import Evaluation
    from flake8_fastapi.model.summary import Summary


def call(evaluation: Evaluation, node: ast.Call, awaited: bool) -> Type:
    """The type of a call expression, recording what the call does.

    ``awaited`` where it is awaited at once.
    """
    target = evaluation.evaluate(node.func)
    if isinstance(target, Coroutine):
        return UNKNOWN
    if isinstance(evaluation.receiver, ClassObject) and _makes_bare_object(node, target):
        return Instance(evaluation.receiver.definition, exact=False)
    offloaded = offloading.offload(evaluation, node, target)
    if offloaded is not None:
        return offloaded
    return dispatch(evaluation, node, target, arguments_of(evaluation, node), awaited)


def _makes_bare_object(node: ast.Call, target: Type) -> bool:
    """Whether a call is ``super().__new__(cls)`` or the like of a library's base."""
    func = node.func
    return (
        isinstance(func, ast.Attribute) and func.attr == "__new__" and not isinstance(target, FunctionObject)
    )


def arguments_of(evaluation: Evaluation, node: ast.Call) -> Arguments:
    """The types of a call's arguments, evaluated in order."""
    arguments = Arguments()
    for each in node.args:
        if isinstance(each, ast.Starred):
            evaluation.evaluate(each)
            unpacked = evaluation.type_of(each.value) if isinstance(each.value, ast.Name) else UNKNOWN
            if isinstance(unpacked, TupleOf):
                covers = evaluation.interpreter.harmless.covers
                arguments.positional += [UNKNOWN if covers(of) else of for of in unpacked.members]
            else:
                arguments.unpacked = True
        else:
            arguments.positional.append(evaluation.evaluate(each))
    for keyword in node.keywords:
        of = evaluation.evaluate(keyword.value)
        if keyword.arg is None:
            arguments.unpacked = True
            if isinstance(of, Entries):
                arguments.keywords |= {name: each for name, each in of.members if isinstance(name, str)}
        else:
            arguments.keywords[keyword.arg] = of
    return arguments


def dispatch(
    evaluation: Evaluation, node: ast.expr, target: Type, arguments: Arguments, awaited: bool
) -> Type:
    """What calling a value of type ``target`` gives, recording what it does.

    ``awaited`` tells that the result is awaited at once: then what is no coroutine is of a wrong type.
    """
    if isinstance(target, Union):
        return _any_of(evaluation, node, target, arguments, awaited)
    if isinstance(target, External):
        return library_calls.function(evaluation, node, target.name, arguments, awaited)
    if isinstance(target, FunctionObject):
        return run(evaluation, node, target, arguments)
    if isinstance(target, ClassObject):
        return construct(evaluation, node, target, arguments)
    if isinstance(target, ExternalMethod):
        return library_calls.method(evaluation, node, target.receiver, target.name, arguments, awaited)
    if isinstance(target, Partial):
        return dispatch(evaluation, node, target.target, arguments.before(target), awaited)
    if isinstance(target, Instance):
        return _call_object(evaluation, node, target, arguments, awaited)
    kept_items.put_into_inner(evaluation, node, arguments)
    evaluation.is_opaque = True
    return target.result if isinstance(target, Maker) else UNKNOWN


def _any_of(
    evaluation: Evaluation, node: ast.expr, target: Union, arguments: Arguments, awaited: bool
) -> Type:
    """A call that may reach several functions: overrides of a method, or branches."""
    options = alternatives(target)
    kept = len(evaluation.effects)
    results = [dispatch(evaluation, node, each, arguments, awaited) for each in options]
    may_be_coroutine = any(isinstance(each, Coroutine) for each in results)
    if may_be_coroutine:
        # Awaited, only the coroutines among them matter; not awaited, the sync ones are meant,
        # and which one it is has been decided where we cannot see it.
        if not evaluation.interpreter.follows_coroutines and not _may_be_any(evaluation, node):
            del evaluation.effects[kept:]
        results = [
            Coroutine(each.result, False, each.origin, each.effects) if isinstance(each, Coroutine) else each
            for each in results
        ]
    return union(results)


def _may_be_any(evaluation: Evaluation, node: ast.expr) -> bool:
    """Whether what comes back is asked whether it can be awaited, so that any of several may have run."""
    if not isinstance(node, ast.Call) or not asks_for_awaitable(evaluation.following):
        return False
    return not isinstance(node.func, ast.Name) or not is_parameter(evaluation, node.func.id)


def run(evaluation: Evaluation, node: ast.expr, function: FunctionObject, arguments: Arguments) -> Type:
    """Call a function of the project."""
    interpreter = evaluation.interpreter
    definition = function.definition
    name = function.known_as or definition.label
    _forget_missing(evaluation)
    if interpreter.notes_calls and _note(evaluation, function, arguments):
        return Coroutine(interpreter.declared_results.of(definition) or UNKNOWN, False)
    own = interpreter.knowledge.own_blocking
    if own and definition.full_name in own:
        evaluation.emit(Effect(node.lineno, node.col_offset, "client", name, name))
    if definition.is_async and not function.manager and not interpreter.follows_coroutines:
        declared = interpreter.declared_results.of(definition)
        if declared is not None and not interpreter.adds_knowledge(definition, function, arguments):
            origin = Origin(node.lineno, node.col_offset, name)
            return Coroutine(declared, not function.facade, origin)
    if evaluation.wants_types_only and not function.manager:
        declared = interpreter.declared_results.believed(definition)
        if declared is not None:
            return declared
    summary = interpreter.summary_of_call(definition, function, arguments)
    if summary.is_decidable and isinstance(function.receiver, Instance):
        function = with_present(evaluation, node, function, function.receiver)
        summary = interpreter.summary_of_call(definition, function, arguments)
    if summary.is_opaque:
        evaluation.is_opaque = True
    if definition.is_async or summary.is_generator:
        return _suspended(evaluation, node, function, summary)
    _emit_transmitted(evaluation, node, function, summary)
    if evaluation.definition is not None and function.receiver is evaluation.receiver:
        if definition.name == "__init__" or evaluation.definition.name == "__init__":
            evaluation.attributes_written += summary.attributes_written
    return _made_here(node, summary.returns)


def _forget_missing(evaluation: Evaluation) -> None:
    """Attributes that were missing may have been filled: ``if self.client is None: self.connect()``."""
    for path in [path for path, of in evaluation.env.items() if of == NONE and "." in path]:
        del evaluation.env[path]


def _emit_transmitted(
    evaluation: Evaluation, node: ast.expr, function: FunctionObject, summary: Summary
) -> None:
    """Record what a caller feels of a function that it has called."""
    interpreter = evaluation.interpreter
    definition = function.definition
    if function.cached and (
        interpreter.believes_caches or not interpreter.signatures.of(definition).parameters
    ):
        # It blocks once, at its first call, so it is neither blocking nor known to be quick.
        evaluation.is_opaque = evaluation.is_opaque or bool(summary.effects)
    else:
        path = definition.module.display_path
        name = function.known_as or definition.label
        for effect in summary.transmitted:
            if function.cached and makes_what_is_kept(interpreter.knowledge, effect, summary.returns):
                evaluation.is_opaque = True
                continue
            seen = seen_from(effect, name, path, node.lineno, node.col_offset)
            if (felt := evaluation.as_felt(node, function, seen)) is not None:
                evaluation.emit(felt)


def _note(evaluation: Evaluation, function: FunctionObject, arguments: Arguments) -> bool:
    """Note what a call gives for those who ask for it; whether more of the call does not matter to them."""
    definition = function.definition
    interpreter = evaluation.interpreter
    if interpreter.is_asked_of_callers(definition):
        interpreter.note_call(definition, interpreter.unbound(definition, function, arguments))
    return definition.is_async and not function.manager


def _made_here(node: ast.expr, of: Type) -> Type:
    """A coroutine that a plain function returns, as made by the call of that function."""
    if isinstance(of, Coroutine) and of.origin is not None:
        return replace(of, origin=Origin(node.lineno, node.col_offset, of.origin.name))
    if isinstance(of, Union):
        return union(_made_here(node, each) for each in of.options)
    return of


def _suspended(evaluation: Evaluation, node: ast.expr, function: FunctionObject, summary: Summary) -> Type:
    """A coroutine, generator or context manager: made by the call, run by somebody later."""
    interpreter = evaluation.interpreter
    definition = function.definition
    if definition.is_async and not interpreter.follows_coroutines:
        # What the function does whoever calls it is reported in its own body.
        # Only what these arguments add belongs to this call.
        effects = _added(summary, interpreter.summary_of(definition, _unbound(function)))
        if effects:
            # What comes of all that callers give is reported in its own body, too.
            effects = _added(summary, interpreter.summary_as_called(definition))
    else:
        effects = () if function.cached and interpreter.believes_caches else summary.transmitted
    path = definition.module.display_path
    name = function.known_as or definition.label
    called = (seen_from(each, name, path, node.lineno, node.col_offset) for each in effects)
    felt = (evaluation.as_felt(node, function, each) for each in called)
    seen = tuple(each for each in felt if each is not None)
    if function.manager:
        return Manager(summary.yields, seen, name, definition.is_async, summary.first_yield)
    if summary.is_generator:
        return Generator(summary.yields, seen, name, definition.is_async, summary.first_yield)
    origin = Origin(node.lineno, node.col_offset, name)
    return Coroutine(summary.returns, not function.facade, origin, seen)


def _added(summary: Summary, alone: Summary) -> tuple[Effect, ...]:
    return tuple(each for each in summary.beyond(alone) if is_transmitted(each))[:1]


def _unbound(function: FunctionObject) -> FunctionObject:
    return FunctionObject(function.definition, None, function.closure)


def construct(evaluation: Evaluation, node: ast.expr, target: ClassObject, arguments: Arguments) -> Type:
    """Make an instance of a class of the project."""
    interpreter = evaluation.interpreter
    cls = target.definition
    if not evaluation.wants_types_only and is_made_once(interpreter, cls, arguments):
        evaluation.is_opaque = True  # the first call of all may block
    else:
        _run_constructor(evaluation, node, cls, arguments)
    made = constructed(interpreter, cls, arguments, exact=target.exact)
    evaluation.note_nested_object(made)
    return made


def _run_constructor(
    evaluation: Evaluation, node: ast.expr, cls: ClassDefinition, arguments: Arguments
) -> None:
    """Record what making an object does."""
    interpreter = evaluation.interpreter
    for method, receiver in () if evaluation.wants_types_only else run_to_construct(interpreter, cls):
        given = arguments if method.name == "__init__" else Arguments()
        summary = interpreter.summary_of_call(method, FunctionObject(method, receiver), given)
        if summary.is_opaque:
            evaluation.is_opaque = True
        for effect in summary.transmitted:
            path = method.module.display_path
            evaluation.emit(seen_from(effect, cls.name, path, node.lineno, node.col_offset))
    for base in interpreter.hierarchy.lineage(cls):
        if isinstance(base, str):
            evaluation.note_library_call(node, base, cls.name)
    for base in interpreter.hierarchy.library_bases(cls):
        facts = interpreter.knowledge.function(base)
        if facts is not None and facts.category is not None:
            library_calls.emit(evaluation, node, cls.name, facts)
            break


def method(
    evaluation: Evaluation, node: ast.expr, receiver: Instance, name: str, positional: list[Type]
) -> Type:
    """Call a method by name, as Python does for ``with``, ``for`` and subscripts."""
    found = evaluation.interpreter.attributes.find(receiver, name)
    return dispatch(evaluation, node, found, Arguments(positional), False)


def item_method(
    evaluation: Evaluation, node: ast.expr, container: Type, name: str, positional: list[Type]
) -> None:
    """Call the method that sets or deletes an item, of the objects among these that have one of their own."""
    interpreter = evaluation.interpreter
    for each in alternatives(container):
        if not isinstance(each, Instance):
            continue
        if isinstance(each.cls, str):
            facts = interpreter.knowledge.method(each.cls, name)
            is_of_interest = facts is not None and facts.category is not None
        else:
            is_of_interest = bool(interpreter.hierarchy.methods(each, name))
        if is_of_interest:
            method(evaluation, node, each, name, positional)


def _call_object(
    evaluation: Evaluation, node: ast.expr, target: Instance, arguments: Arguments, awaited: bool
) -> Type:
    """Call an object: its ``__call__``, or what the tables say of calling instances."""
    interpreter = evaluation.interpreter
    if not isinstance(target.cls, str):
        found = interpreter.attributes.find(target, "__call__")
        if isinstance(found, (FunctionObject, Union)):
            return dispatch(evaluation, node, found, arguments, awaited)
    for base in interpreter.hierarchy.library_bases(target.cls):
        if interpreter.knowledge.row(base, "call_blocks") and not awaited:
            category, cure = interpreter.knowledge.category_of(base, "call_blocks")
            name = f"{base.rpartition('.')[2]}()"
            evaluation.emit(Effect(node.lineno, node.col_offset, category, name, name, cure))
        words = interpreter.knowledge.row(base, "call")
        if words:
            return interpreter.type_words.parse(str(words), target, arguments)
    return UNKNOWN
