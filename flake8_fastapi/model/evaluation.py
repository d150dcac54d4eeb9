"""Evaluating one function: from its parameters' types to its summary."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from flake8_fastapi.model import offloading
from flake8_fastapi.model.arguments import shallow
from flake8_fastapi.model.nodes import Misuse
from flake8_fastapi.model.statements import Statements
from flake8_fastapi.model.summary import Summary
from flake8_fastapi.model.types import (
    NEVER,
    NONE,
    PRESENT,
    UNKNOWN,
    Constant,
    Coroutine,
    Entries,
    FunctionObject,
    Items,
    Origin,
    TupleOf,
    Type,
    is_informative,
    union,
)
from flake8_fastapi.model.values_kept import LocalUses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.effects import Effect
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import Instance


class Evaluation(Statements):
    """One pass over the body of a function with given types of its parameters.

    Also stands for the scope of a module or class, in which single expressions are looked at.
    """

    counts_offloaded: ClassVar[bool] = False
    """Whether what happens in a thread or process is an effect too; for what blocks here it is none."""

    counts_async_tasks: ClassVar[bool] = False
    """Whether what a coroutine function does is an effect of the call that adds it as a background task."""

    def __init__(
        self,
        interpreter: Interpreter,
        module: Module,
        definition: FunctionDefinition | None = None,
        cls: ClassDefinition | None = None,
        closure: Evaluation | None = None,
    ) -> None:
        super().__init__(interpreter, module, definition, cls, closure)
        self.returned: list[Type] = []
        self.yielded_types: list[Type] = []
        self.has_awaited = False
        self.attributes_written: list[tuple[str, Type]] = []
        self.state_written: list[tuple[str, Type]] = []
        self.objects_written: list[tuple[str, Type]] = []
        self.globals_written: list[tuple[str, Type]] = []
        self.items_put: list[tuple[str, Type]] = []
        self.nested_definitions: list[FunctionDefinition] = []
        self.nested_objects: dict[ClassDefinition, Instance] = {}
        """The first object made of each class that is defined here, where its arguments tell more."""
        self.tasks_made: dict[tuple[int, int], str] = {}
        self.tasks_kept: list[tuple[str, tuple[int, int]]] = []
        self.memo_guards: list[tuple[str, int, bool]] = []
        self.change_guards: list[tuple[str, int]] = []
        self.first_run_from: int | None = None
        self.exits: list[tuple[int, ast.expr]] = []
        self.taken_from: dict[str, str] = {}
        self.coroutines_kept: list[tuple[str, Origin]] = []
        self.on_error: set[tuple[int, int]] = set()
        self.slow_locks: set[str] = set()
        self.handed_over: set[str] = set()
        """The names of what it hands to threads and processes, to be run there."""
        self.has_early_exit = False
        self.following: Sequence[ast.stmt] = ()
        self.choice: ast.If | None = None
        self.behind: Sequence[ast.stmt] = ()
        self.behind_block: Sequence[ast.stmt] = ()
        self.behind_loop: Sequence[ast.stmt] | None = None
        self.first_yield = 0

    def as_evaluation(self) -> Evaluation:
        """This scope as the evaluation that calls are made from."""
        return self

    def awaits(self) -> None:
        """Note that the function awaits something."""
        self.has_awaited = True

    def note_yield(self, line: int) -> None:
        """Note where the function yields."""
        self.first_yield = min(line, self.first_yield or line)

    def yielded(self, of: Type) -> None:
        """Note what the function yields."""
        self.yielded_types.append(of)

    def emit_at(self, node: ast.expr, effect: Effect) -> None:
        """Record an effect that a callee has, as seen from a node of this function."""
        self.emit(replace(effect, line=node.lineno, column=node.col_offset))

    def as_felt(self, node: ast.expr, function: FunctionObject, effect: Effect) -> Effect | None:
        """What this function feels of an effect of a function that it calls; None for nothing.

        ``node`` is the call, or the attribute where the function is the getter of a property.
        """
        return effect

    def note_nested(self, definition: FunctionDefinition) -> None:
        """Note a function that is defined here."""
        if definition not in self.nested_definitions:
            self.nested_definitions.append(definition)

    def note_nested_object(self, made: Instance) -> None:
        """Note an object of a class that is defined here, so that its methods know what it holds."""
        cls = made.cls
        if made.attributes and not isinstance(cls, str) and cls not in self.nested_objects:
            if any(each.owner is cls for each in self.nested_definitions):
                self.nested_objects[cls] = made

    def _nested_object(self, definition: FunctionDefinition) -> FunctionObject:
        receiver = self.nested_objects.get(definition.owner) if definition.owner is not None else None
        return FunctionObject(definition, receiver, closure=self)

    def filled_by_nested(self, name: str) -> Type:
        """What a name stands for that is None here, and that a nested function may assign as ``nonlocal``."""
        statement = re.compile(rf"\bnonlocal\b.*\b{re.escape(name)}\b")
        for definition in self.nested_definitions:
            if statement.search(self.interpreter.project.bodies.text_of(definition)):
                self.interpreter.summary_of(definition, FunctionObject(definition, closure=self))
        return self.env.get(name, NONE)

    def note_returned(self, node: ast.expr, of: Type) -> None:
        """Note a coroutine that is returned as it is, or inside of data."""
        if isinstance(node, ast.Dict):
            for each in node.values:
                self.note_returned(each, self.type_of(each))
        elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            for each in node.elts:
                self.note_returned(each, self.type_of(each))
        elif isinstance(of, Items):
            self.note_returned(node, of.item)
        elif isinstance(of, Coroutine) and of.certain and of.origin is not None:
            origin = of.origin
            self.blame(Misuse("returned-coroutine", origin.line, origin.column, origin.name))

    def run_function(self, receiver: Type, bound: tuple[tuple[str, Type], ...]) -> Summary:
        """The summary of the function, called on ``receiver`` with parameters ``bound`` to types."""
        definition = self.definition
        assert definition is not None
        node = definition.node()
        self._enter(definition, receiver, dict(bound))
        self._note_constants(dict(bound))
        if isinstance(node, ast.Lambda):
            self.returned.append(self.evaluate(node.body))
            completes = False
        else:
            completes = self.run(node.body)
            self._forget_memoised()
            if self.handed_over:
                offloading.forget_inline_runs(self, node)
            self._mark_switched()
            self._blame_kept_values(node)
        if completes:
            self.returned.append(NONE)
        is_generator = bool(self.yielded_types) or self.interpreter.project.bodies.has_yield(definition)
        return Summary(
            effects=self.one_a_place(),
            misuses=tuple(dict.fromkeys(self.misuses)),
            returns=shallow(self._result(node)),
            yields=shallow(self._yield_type(node)) if is_generator else UNKNOWN,
            is_generator=is_generator,
            awaits=self.has_awaited,
            on_error=frozenset(self.on_error),
            is_opaque=self.is_opaque,
            slow_locks=frozenset(self.slow_locks),
            has_early_exit=self.has_early_exit,
            first_yield=self.first_yield,
            attributes_written=_bounded(self.attributes_written),
            state_written=_bounded(self.state_written),
            objects_written=_bounded(self.objects_written),
            globals_written=_bounded(self.globals_written),
            items_put=_bounded(self.items_put),
            nested=tuple(map(self._nested_object, self.nested_definitions)),
        )

    def one_a_place(self) -> tuple[Effect, ...]:
        """The first effect at each place: in ``db.execute(…).scalars().all()`` the query."""
        found: dict[tuple[int, int], Effect] = {}
        for effect in self.effects:
            place = (effect.line, effect.column)
            known = found.get(place)
            # `path.resolve().read_text()`: a cheap look-up must not hide what is behind it.
            if known is None or (known.category == "metadata" and effect.category != "metadata"):
                found[place] = effect
        return tuple(found.values())

    def _note_constants(self, bound: dict[str, Type]) -> None:
        """Note the parameters whose literal value is known for the whole body."""
        constants = {name: of.value for name, of in bound.items() if isinstance(of, Constant)}
        if not constants:
            return
        assert self.definition is not None
        assigned = self.interpreter.assignments.in_loops(self.definition)
        self.constants = {name: value for name, value in constants.items() if name not in assigned}

    def _enter(self, definition: FunctionDefinition, receiver: Type, bound: dict[str, Type]) -> None:
        signature = self.interpreter.signatures.of(definition)
        for parameter in signature.parameters:
            self.env[parameter.name] = bound.get(parameter.name, parameter.declared)
        if signature.rest:
            self.env[signature.rest] = bound.get(signature.rest, Items(UNKNOWN))
        if signature.keyword_rest:
            self.env[signature.keyword_rest] = bound.get(signature.keyword_rest, Entries(UNKNOWN, UNKNOWN))
        if signature.receiver is not None:
            self.receiver_name = signature.receiver
            self.receiver = receiver
            attributes = getattr(receiver, "attributes", ())
            self.receiver_knows = any(of is PRESENT for _, of in attributes)
            self.env[signature.receiver] = receiver

    def _result(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Type:
        """What it returns: as inferred where that says something, else as declared."""
        if not self.returned and not self.yielded_types and self.definition is not None:
            hierarchy = self.interpreter.hierarchy
            return UNKNOWN if hierarchy.is_abstract(self.definition) else NEVER
        inferred = union(_widened(each) for each in self.returned) if self.returned else UNKNOWN
        if is_informative(inferred) and not _is_partly_unknown(inferred):
            return inferred
        declared = self._declared(node)
        if declared is UNKNOWN:
            return inferred
        return declared if is_informative(declared) or inferred is UNKNOWN else inferred

    def _declared(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Type:
        if isinstance(node, ast.Lambda) or node.returns is None or self.definition is None:
            return UNKNOWN
        scope = self.interpreter.definition_scope(self.definition)
        return self.interpreter.annotations.value_type(scope, node.returns)

    def _yield_type(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Type:
        inferred = union(self.yielded_types) if self.yielded_types else UNKNOWN
        if is_informative(inferred) and not _is_partly_unknown(inferred):
            return inferred
        declared = self._declared(node)
        if isinstance(declared, Items):
            return declared.item if declared.item is not UNKNOWN else inferred
        # `-> Session` on a generator is wrong but common: what is meant is what is yielded.
        return declared if is_informative(declared) else inferred

    def _forget_memoised(self) -> None:
        """Drop what happens behind ``if x is not None: return x`` in a function that fills ``x``.

        Likewise behind ``if done: return`` in one that sets ``done`` to True and never to something else,
        and behind ``if key in x: return x[key]`` in one that fills ``x``.
        """
        if self.first_run_from is not None:
            self.spare_by_key(self.first_run_from)
        written: dict[str, set[Type]] = {}
        for name, of in self.globals_written:
            written.setdefault(name, set()).add(of)
        for name, of in self.attributes_written:
            written.setdefault(f"{self.receiver_name}.{name}", set()).add(of)
        for path, count, is_flag in self.memo_guards:
            if path in written and (not is_flag or written[path] == {Constant(True)}):
                self.forget_from(count, path)
        for path, count in reversed(self.change_guards):
            if path in written:
                self.forget_until_change(count)

    def _mark_switched(self) -> None:
        """Mark what happens behind ``if not settings.x: return``, where ``x`` is off by default."""
        for count, test in self.exits:
            if len(self.effects) > count and self.interpreter.switches.is_off(self, test):
                later = self.effects[count:]
                self.effects[count:] = [replace(each, switched=each.switched or 1) for each in later]

    def _blame_kept_values(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Blame tasks that nothing holds and coroutines that nobody can await."""
        if not self.tasks_kept and not self.coroutines_kept:
            return
        uses = LocalUses(node)
        for name, place in self.tasks_kept:
            if uses.only_adds_callbacks(name) and not uses.awaits_a_server_after(place[0]):
                self.blame(Misuse("dangling-task", *place, self.tasks_made[place]))
        for name, origin in self.coroutines_kept:
            if uses.is_only_data(name):
                kind = "used-coroutine" if uses.is_read(name) else "not-awaited"
                self.blame(Misuse(kind, origin.line, origin.column, origin.name))


def _bounded(written: list[tuple[str, Type]]) -> tuple[tuple[str, Type], ...]:
    """What was assigned, each once, without what is nested too deep: types must not grow for ever."""
    return tuple(dict.fromkeys((name, shallow(of)) for name, of in written))


def _widened(of: Type) -> Type:
    """Literals stand for their type: callers do not care which text it was."""
    return UNKNOWN if isinstance(of, Constant) and of != NONE else of


def _is_partly_unknown(of: Type) -> bool:
    if isinstance(of, Items):
        return _is_partly_unknown(of.item)
    if isinstance(of, TupleOf):
        return any(map(_is_partly_unknown, of.members))
    return of is UNKNOWN or UNKNOWN in getattr(of, "options", ())
