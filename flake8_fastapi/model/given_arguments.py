"""What callers give for the parameters of which a coroutine or constructor says nothing itself.

In ``async def find(db, key)`` nothing tells what ``db`` is, and yet what blocks in it blocks in its own
body, whoever calls it. So the calls that the project makes are looked at.
"""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.arguments import shallow
from flake8_fastapi.model.call_sites import CallingFunction, CallSites, argument_of
from flake8_fastapi.model.definitions import ValueBinding
from flake8_fastapi.model.evaluation import Evaluation
from flake8_fastapi.model.interpreter import Interpreter
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import UNKNOWN, FunctionObject, Instance, Type, is_informative, union

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.arguments import Arguments
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.summary import Summary

MOST_CALLERS = 3
"""Callers that are asked once one of them has told something."""

MOST_MENTIONS = 10
"""Places with a call by the name, among which the true callers must be."""

MOST_KEPT = 12
"""Different calls of one function that are remembered."""

LONGEST_STATEMENT = 20
"""Lines behind a mention in which the statement around it must end."""

DEEPEST_CALLER = 2
"""Callers of callers that are asked what they were given themselves."""


class GivenArguments:
    """Answers what the calls in a project give for the parameters of a function."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self.project = interpreter.project
        self.sites = CallSites(interpreter)
        self._answers: dict[FunctionDefinition, dict[str, Type]] = {}
        self._given_by_all: dict[tuple[FunctionDefinition, str], Type] = {}
        self._stored: dict[ClassDefinition, tuple[tuple[str, Type], ...]] = {}
        self._asking: list[FunctionDefinition] = []
        self._asking_all: list[tuple[FunctionDefinition, str]] = []

    @cached_property
    def _callers(self) -> CallerInterpreter:
        return CallerInterpreter(self.project)

    @cached_property
    def _all_callers(self) -> CallerInterpreter:
        return AllCallsInterpreter(self.project)

    def to(self, definition: FunctionDefinition) -> tuple[Type, tuple[tuple[str, Type], ...]]:
        """The receiver of a function and the types of parameters, as the project's callers have them."""
        receiver = self.interpreter.receiver_of(definition)
        if definition.owner is not None and isinstance(receiver, Instance):
            receiver = replace(receiver, attributes=self.attributes_of(definition.owner))
        return receiver, tuple(sorted(self.types_of(definition).items()))

    def attributes_of(self, cls: ClassDefinition) -> tuple[tuple[str, Type], ...]:
        """What the constructor of a class stores of what callers give, where nothing else tells it."""
        known = self._stored.get(cls)
        if known is None:
            self._stored[cls] = known = ()
            constructor = self.interpreter.hierarchy.method(cls, "__init__")
            bound = self.types_of(constructor) if constructor is not None else {}
            if constructor is not None and bound:
                given = tuple(sorted(bound.items()))
                summary = self.interpreter.summary_in(constructor, None, Instance(cls, False), given)
                known = tuple(
                    (name, of)
                    for name, of in sorted(dict(summary.attributes_written).items())
                    if is_informative(of) and self._adds(of, self.interpreter.attributes.stored(cls, name))
                )
            self._stored[cls] = known
        return known

    def _adds(self, of: Type, stored: Type) -> bool:
        """Whether what callers give tells more of an attribute, or of what it holds, than its class does."""
        if isinstance(of, Instance) and isinstance(stored, Instance):
            if of.cls is stored.cls:
                return bool(of.attributes) and not stored.attributes
            return self._is_protocol(stored)
        return stored is UNKNOWN

    def _is_protocol(self, of: Type) -> bool:
        """Whether a type says only which methods something has, and not what they do."""
        return isinstance(of, Instance) and self.interpreter.hierarchy.is_protocol(of.cls)

    def unsaid(self, definition: FunctionDefinition, *, of_any: bool = False) -> tuple[str, ...]:
        """The parameters that callers are asked about: nothing is said of them, and they are used.

        ``of_any`` asks for those of plain functions as well.
        """
        is_asked = of_any or self.interpreter.is_asked_of_callers(definition)
        if definition.parent is not None or not is_asked:
            return ()
        signature = self.interpreter.signatures.of(definition)
        protocols = {each.name for each in signature.parameters if self._is_protocol(each.declared)}
        names = protocols | {each.name for each in signature.parameters if each.declared is UNKNOWN}
        if not names or is_test_file(definition.module.display_path):
            return ()
        arguments = definition.node().args
        found = [
            each.arg
            for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
            if each.arg in names and (each.arg in protocols or _says_nothing(each.annotation))
        ]
        if not found:
            return ()
        text = self.project.bodies.text_of(definition)
        stored = "" if definition.is_async else r"|=\s*{0}\s*(?:\n|\Z)"
        used = r"\b{0}(?:\.\w+)*\.\w+\(|\(\s*{0}\s*[,)]|,\s*{0}\s*[,)]|=\s*{0}\s*[,)]" + stored
        return tuple(name for name in found if re.search(used.format(name), text))

    def types_of(self, definition: FunctionDefinition) -> dict[str, Type]:
        """What the project's calls of a function give for these parameters, where that tells anything."""
        known = self._answers.get(definition)
        if known is not None:
            return known
        if definition in self._asking or len(self._asking) >= DEEPEST_CALLER:
            return {}
        names = self.unsaid(definition)
        self._asking.append(definition)
        found: dict[str, Type] = {}
        try:
            positions = self._positions(definition) if names else {}
            asked = 0
            for name, module, line, caller in self._places_calling(definition) if names else ():
                if caller is not None and not _is_own_factory(caller, name):
                    if not self.sites.may_tell(caller, name, positions, names):
                        continue
                self._evaluate(name, module, line, caller, self._callers)
                found = self._given(definition, names)
                asked += 1
                if asked >= MOST_CALLERS and found:
                    break
            if names and not found and definition.decorated:
                found = self._given_by_decorators(definition, names)
        finally:
            self._asking.pop()
        if not self._asking:
            self._answers[definition] = found
        return found

    def _given_by_decorators(self, definition: FunctionDefinition, names: tuple[str, ...]) -> dict[str, Type]:
        """What a decorator of the project gives the function under it: ``await function(session, *args)``."""
        wrapped = self._callers.function_object(definition)
        if not isinstance(wrapped, FunctionObject) or wrapped.definition is definition:
            return {}
        self._callers.summary_of(wrapped.definition, wrapped)
        return self._given(definition, names)

    def all_given(self, definition: FunctionDefinition, name: str) -> Type:
        """What the project's calls of a function give for one parameter; UNKNOWN where some do not tell."""
        key = (definition, name)
        known = self._given_by_all.get(key)
        if known is not None:
            return known
        if key in self._asking_all or len(self._asking_all) >= DEEPEST_CALLER:
            return UNKNOWN
        self._asking_all.append(key)
        try:
            found = self._find_given_by_all(definition, name)
        finally:
            self._asking_all.pop()
        if not self._asking_all:
            self._given_by_all[key] = found
        return found

    def _find_given_by_all(self, definition: FunctionDefinition, name: str) -> Type:
        callers = self._callers if self.interpreter.is_asked_of_callers(definition) else self._all_callers
        for called_as, module, line, caller in self._places_calling(definition):
            self._evaluate(called_as, module, line, caller, callers)
        position = self._positions(definition).get(name)
        noted = [each.given(position, name) for each in callers.noted.get(definition, ())]
        return union(shallow(each) for each in noted if each is not None) if noted else UNKNOWN

    def _positions(self, definition: FunctionDefinition) -> dict[str, int]:
        parameters = self.interpreter.signatures.of(definition).parameters
        return {each.name: at for at, each in enumerate(each for each in parameters if each.positional)}

    def _given(self, definition: FunctionDefinition, names: tuple[str, ...]) -> dict[str, Type]:
        positions = self._positions(definition)
        harmless = self.interpreter.harmless
        found: dict[str, list[Type]] = {}
        for arguments in self._callers.noted.get(definition, ()):
            for name in names:
                of = arguments.given(positions.get(name), name)
                if of is not None and self.sites.is_more_than_data(of):
                    found.setdefault(name, []).append(shallow(of))
        # Where some give an async client and some a sync one, each call is judged for itself.
        return {name: union(types) for name, types in found.items() if not any(map(harmless.covers, types))}

    def _places_calling(
        self, definition: FunctionDefinition
    ) -> Iterator[tuple[str, Module, int, FunctionDefinition | None]]:
        """The places that seem to call a function: name, file, line, outermost function; in a fixed order."""
        asked: set[object] = set()
        for name in self._names_of(definition):
            call = re.compile(rf"(?<!def )(?<!class )\b{re.escape(name)}\s*[(,]")
            for module, line, text in self.project.survey.uses(name):
                if call.search(text) is None:
                    continue
                function = module.function_around(line)
                place: object = function or (module.path, line)
                if function is definition or place in asked:
                    continue
                asked.add(place)
                yield name, module, line, function
                if len(asked) >= MOST_MENTIONS:
                    return
        yield from self._own_factories(definition)

    def _own_factories(
        self, definition: FunctionDefinition
    ) -> Iterator[tuple[str, Module, int, FunctionDefinition | None]]:
        """The class methods that call their class (``cls(...)``), as places that call the constructor."""
        if definition.name != "__init__" or definition.owner is None:
            return
        for method in (each for methods in definition.owner.methods.values() for each in methods):
            if self.interpreter.kind_of_method(method) == "class":
                name = receiver_name(method)
                if name and f"{name}(" in self.project.bodies.text_of(method):
                    yield name, definition.module, method.line, method

    def calls_of(self, definition: FunctionDefinition) -> Iterator[tuple[Module, ast.Call, int]]:
        """The calls that seem to be of a function: their file, and where in them its own arguments begin."""
        for name, module, line, caller in self._places_calling(definition):
            if caller is not None:
                found = self.sites.calls_in(caller, name)
            else:
                statement = _statement_at(self.project.bodies.lines_of(module), line)
                found = CallingFunction(statement).calls.get(name, []) if statement is not None else []
            for call, shift in found:
                yield module, call, shift

    def argument(
        self, definition: FunctionDefinition, call: ast.Call, parameter: str, shift: int
    ) -> ast.expr | None:
        """What a call gives for a parameter; None where it is left out."""
        return argument_of(call, parameter, self._positions(definition).get(parameter), shift)

    def _names_of(self, definition: FunctionDefinition) -> Iterator[str]:
        """The names by which a function is called: a constructor's are its classes'."""
        if definition.name != "__init__" or definition.owner is None:
            yield definition.name
            return
        yield definition.owner.name
        for each in self.interpreter.hierarchy.subclasses(definition.owner):
            if "__init__" not in each.methods:
                yield each.name

    def _evaluate(
        self,
        name: str,
        module: Module,
        line: int,
        function: FunctionDefinition | None,
        callers: CallerInterpreter,
    ) -> None:
        """Evaluate a place that calls something, so that its calls are noted."""
        if function is not None:
            bound = self.types_of(function)
            if callers is self._all_callers or _is_own_factory(function, name):
                unsaid = [each for each in self.unsaid(function, of_any=True) if each not in bound]
                told = {each: self.all_given(function, each) for each in unsaid}
                bound = bound | {each: of for each, of in told.items() if of is not UNKNOWN}
            receiver = callers.receiver_of(function)
            summary = callers.summary_in(function, None, receiver, tuple(sorted(bound.items())))
            self._evaluate_nested(name, summary.nested, callers)
            return
        scope = callers.module_scope(module)
        for bindings in module.skeleton.bindings.values():
            for binding in bindings:
                value = binding.value if isinstance(binding, ValueBinding) else None
                if value is not None and value.lineno <= line <= (value.end_lineno or value.lineno):
                    scope.type_of(value)
                    return
        for cls in module.skeleton.classes:
            for binding in (each for bindings in cls.values.values() for each in bindings):
                value = binding.value
                if value is not None and value.lineno <= line <= (value.end_lineno or value.lineno):
                    callers.class_scope(cls).type_of(value)
                    return
        statement = _statement_at(self.project.bodies.lines_of(module), line)
        if isinstance(statement, ast.Expr):
            scope.type_of(statement.value)

    def _evaluate_nested(
        self, name: str, nested: tuple[FunctionObject, ...], callers: CallerInterpreter
    ) -> None:
        for each in nested:
            if name in self.project.bodies.text_of(each.definition):
                summary = callers.summary_of(each.definition, each)
                self._evaluate_nested(name, summary.nested, callers)


class CallerEvaluation(Evaluation):
    """One pass over a function that is only looked at for the calls in it."""

    wants_types_only = True


class CallerInterpreter(Interpreter):
    """Evaluates callers, and notes what they give; asks no callers itself."""

    evaluation_class = CallerEvaluation
    notes_calls = True

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self.noted: dict[FunctionDefinition, list[Arguments]] = {}

    def summary_as_called(self, definition: FunctionDefinition) -> Summary:
        """The summary of a function, for whoever calls it."""
        return self.summary_of(definition)

    def attributes_given(self, cls: ClassDefinition) -> tuple[tuple[str, Type], ...]:
        """Nothing: no other callers are asked."""
        return ()

    def parameter_given(self, definition: FunctionDefinition, name: str) -> Type:
        """UNKNOWN: no other callers are asked."""
        return UNKNOWN

    def note_call(self, definition: FunctionDefinition, arguments: Arguments) -> None:
        """Remember a call that tells anything."""
        if any(map(is_informative, (*arguments.positional, *arguments.keywords.values()))):
            known = self.noted.setdefault(definition, [])
            if len(known) < MOST_KEPT and arguments not in known:
                known.append(arguments)


class AllCallsInterpreter(CallerInterpreter):
    """Notes what plain functions are given as well, for the few that somebody asks about."""

    def is_asked_of_callers(self, definition: FunctionDefinition) -> bool:
        """Any function is."""
        return True


def _is_own_factory(caller: FunctionDefinition, name: str) -> bool:
    """Whether a call by a name is one of a class method that makes an object of its class."""
    return caller.owner is not None and name == receiver_name(caller)


def _statement_at(lines: list[str], line: int) -> ast.stmt | None:
    """The statement of a file's top level that a line stands in; None where it is too long."""
    first = line
    while first > 1 and lines[first - 1][:1] in (" ", "\t", ")", "]", "}", ""):
        first -= 1
    for last in range(line, min(line + LONGEST_STATEMENT, len(lines)) + 1):
        try:
            tree = ast.parse("\n" * (first - 1) + "\n".join(lines[first - 1 : last]))
        except (SyntaxError, ValueError):
            continue
        return tree.body[0] if tree.body else None
    return None


def _says_nothing(annotation: ast.expr | None) -> bool:
    """Whether a parameter has no annotation, or one that admits everything."""
    last = last_name(annotation)
    return annotation is None or last in ("Any", "any", "object")
