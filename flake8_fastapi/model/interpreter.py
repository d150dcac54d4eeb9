"""The parts of the model together, and the memoised questions that they ask each other."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flake8_fastapi.model import calls, decorators
from flake8_fastapi.model.always_given import AlwaysGiven
from flake8_fastapi.model.annotations import Annotations
from flake8_fastapi.model.arguments import Arguments, Signatures
from flake8_fastapi.model.assignments import Assignments
from flake8_fastapi.model.attributes import Attributes
from flake8_fastapi.model.captured import Captures
from flake8_fastapi.model.declared_results import DeclaredResults
from flake8_fastapi.model.evaluation import Evaluation
from flake8_fastapi.model.harmless import Harmless
from flake8_fastapi.model.hierarchy import Hierarchy, owner_type
from flake8_fastapi.model.kept_items import KeptItems
from flake8_fastapi.model.names import Names
from flake8_fastapi.model.solver import Solver
from flake8_fastapi.model.source import allow_deep_recursion
from flake8_fastapi.model.summary import EMPTY, Summary, without_closures
from flake8_fastapi.model.switches import Switches
from flake8_fastapi.model.types import (
    UNKNOWN,
    ClassObject,
    FunctionObject,
    Instance,
    Type,
)
from flake8_fastapi.model.words import TypeWords

if TYPE_CHECKING:
    from collections.abc import Hashable

    from flake8_fastapi.model.definitions import (
        ClassDefinition,
        FunctionDefinition,
    )
    from flake8_fastapi.model.given_arguments import GivenArguments
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.scope import Scope

MOST_NESTED_EVALUATIONS = 2
"""Evaluations of one function inside one another before its arguments no longer count."""


class Interpreter:
    """Answers questions about a project's code by evaluating it with types for values."""

    evaluation_class = Evaluation
    follows_coroutines = False
    """Whether what a coroutine does is told to those who await it, not only reported in its own body."""
    notes_calls = False
    """Whether the calls that evaluations come across are noted; see ``note_call``."""
    believes_caches = False
    """Whether nothing happens in a function whose results are remembered, whatever its parameters are."""

    def __init__(self, project: Project, other: Interpreter | None = None) -> None:
        """With ``other`` what names, attributes and annotations stand for is asked there, and only
        functions are evaluated anew: ``other`` never asks back."""
        self.project = project
        self.knowledge = project.knowledge
        self.solver = Solver(without_closures, _lasting)
        if other is None:
            self.hierarchy = Hierarchy(self)
            self.type_words = TypeWords(self)
            self.annotations = Annotations(self)
            self.attributes = Attributes(self)
            self.signatures = Signatures(self)
            self.names = Names(self)
            self.kept_items = KeptItems(self)
            self.switches = Switches(self)
            self.always_given = AlwaysGiven(self)
            self.harmless = Harmless(self)
            self.decorators = decorators.Decorators(self)
            self._module_scopes: dict[Module, Evaluation] = {}
            self._class_scopes: dict[ClassDefinition, Evaluation] = {}
            self.assignments = Assignments()
            self.captures = Captures(project.bodies)
            self.declared_results = DeclaredResults(self)
            self._kinds: dict[FunctionDefinition, str] = {}
            self._properties: dict[FunctionDefinition, bool] = {}
        else:
            own = {"project", "knowledge", "solver", "_running"}
            vars(self).update((name, value) for name, value in vars(other).items() if name not in own)
        self._running: dict[FunctionDefinition, int] = {}
        allow_deep_recursion()  # a chain of calls in the linted code is a chain of evaluations here

    @cached_property
    def given(self) -> GivenArguments:
        """What the project's calls give for parameters of which nothing is said."""
        from flake8_fastapi.model.given_arguments import GivenArguments

        return GivenArguments(self)

    def attributes_given(self, cls: ClassDefinition) -> tuple[tuple[str, Type], ...]:
        """What objects of a class hold of what the project's callers give its constructor."""
        return self.given.attributes_of(cls)

    def parameter_given(self, definition: FunctionDefinition, name: str) -> Type:
        """What the project's calls of a function give for a parameter; UNKNOWN where some do not tell."""
        return self.given.all_given(definition, name)

    def note_call(self, definition: FunctionDefinition, arguments: Arguments) -> None:
        """Note a call of a coroutine or constructor; for those who ask what callers give."""

    def is_asked_of_callers(self, definition: FunctionDefinition) -> bool:
        """Whether callers matter to a function: a coroutine, a constructor, or one with coroutines in it."""
        if definition.is_async or definition.name == "__init__":
            return True
        return "async def" in self.project.bodies.text_of(definition)

    def module_scope(self, module: Module) -> Evaluation:
        """The scope of a module's top level."""
        scope = self._module_scopes.get(module)
        if scope is None:
            scope = self._module_scopes[module] = Evaluation(self, module)
            scope.is_silent = True
        return scope

    def class_scope(self, cls: ClassDefinition) -> Evaluation:
        """The scope of a class body."""
        scope = self._class_scopes.get(cls)
        if scope is None:
            scope = self._class_scopes[cls] = Evaluation(self, cls.module, cls=cls)
            scope.is_silent = True
        return scope

    def definition_scope(self, function: FunctionDefinition) -> Scope:
        """The scope in which a function's annotations and defaults are read."""
        if function.owner is not None and function.owner in self._class_scopes:
            return self._class_scopes[function.owner]
        if function.owner is not None:
            return self.class_scope(function.owner)
        return self.module_scope(function.module)

    def kind_of_method(self, function: FunctionDefinition) -> str:
        """``instance``, ``class`` or ``static`` for a method, ``function`` for a plain function."""
        kind = self._kinds.get(function)
        if kind is None:
            kind = self._kinds[function] = decorators.kind_of_method(function)
        return kind

    def is_property(self, function: FunctionDefinition) -> bool:
        """Whether reading an attribute runs this method."""
        found = self._properties.get(function)
        if found is None:
            found = self._properties[function] = decorators.is_property(function)
        return found

    def function_object(self, function: FunctionDefinition) -> Type:
        """A function as its name gives it: with its decorators applied."""
        plain = FunctionObject(function)
        if not function.decorated:
            return plain
        bottom: Type = plain
        key = ("decorated", function)
        scope = self.definition_scope(function)
        return self.solver.solve(key, lambda: self.decorators.apply(plain, scope), bottom)

    def decorated(self, function: FunctionDefinition, scope: Scope) -> Type:
        """A nested function as its name gives it, seen from the evaluation around it."""
        closure = scope if isinstance(scope, Evaluation) else None
        plain = FunctionObject(function, closure=closure)
        return self.decorators.apply(plain, scope) if function.decorated else plain

    def summary_of(
        self,
        definition: FunctionDefinition,
        function: FunctionObject | None = None,
        arguments: Arguments | None = None,
    ) -> Summary:
        """The summary of a function for a receiver, surrounding and arguments.

        Without arguments it is what holds for every call.
        """
        closure = function.closure if function is not None else None
        receiver = self.receiver_given(definition, function)
        bound: tuple[tuple[str, Type], ...] = ()
        if self._running.get(definition, 0) < MOST_NESTED_EVALUATIONS:
            if arguments is not None:
                bound = self.signatures.bind(definition, self.unbound(definition, function, arguments))
        else:
            receiver = self.receiver_given(definition, None)
        return self.summary_in(definition, closure, receiver, bound)

    def summary_in(
        self,
        definition: FunctionDefinition,
        closure: Evaluation | None,
        receiver: Type,
        bound: tuple[tuple[str, Type], ...],
    ) -> Summary:
        """The summary of a function in its surrounding, for a receiver and the types of parameters."""
        around = self.captures.of(definition, closure) if closure is not None else None
        key = ("summary", definition, around, receiver, bound)
        return self.solver.solve(key, lambda: self._evaluate(definition, closure, receiver, bound), EMPTY)

    def summary_of_call(
        self, definition: FunctionDefinition, function: FunctionObject, arguments: Arguments
    ) -> Summary:
        """The summary of a function for one call, its literal arguments included.

        They are looked at only where they may decide which way the function goes.
        """
        summary = self.summary_of(definition, function, arguments)
        if not (summary.is_decidable or summary.returns_one_of_several):
            return summary
        if self._running.get(definition, 0) >= MOST_NESTED_EVALUATIONS:
            return summary
        given = self.unbound(definition, function, arguments)
        literals = self.signatures.literals(definition, given)
        if not literals:
            return summary
        bound = dict(self.signatures.bind(definition, given)) | dict(literals)
        receiver = self.receiver_given(definition, function)
        return self.summary_in(
            definition, function.closure, receiver, tuple(sorted(bound.items(), key=lambda each: each[0]))
        )

    def summary_as_called(self, definition: FunctionDefinition) -> Summary:
        """The summary of a function with what the project's callers give where it says nothing itself."""
        if definition.parent is not None:
            return self.summary_of(definition)
        receiver, bound = self.given.to(definition)
        return self.summary_in(definition, None, receiver, bound)

    def adds_knowledge(
        self, definition: FunctionDefinition, function: FunctionObject, arguments: Arguments
    ) -> bool:
        """Whether a call tells more of the receiver or the arguments than the signature does."""
        default = self.receiver_given(definition, None)
        if self.receiver_given(definition, function) != default:
            return True
        return bool(self.signatures.bind(definition, self.unbound(definition, function, arguments)))

    def receiver_of(self, definition: FunctionDefinition) -> Type:
        """What ``self`` or ``cls`` stands for in a method, whoever calls it; UNKNOWN in functions."""
        return self.receiver_given(definition, None)

    def receiver_given(self, definition: FunctionDefinition, function: FunctionObject | None) -> Type:
        """What ``self`` or ``cls`` stands for in one call of a method."""
        given = function.receiver if function is not None else None
        if given is not None and not self._is_plain(definition, given):
            return given
        if definition.owner is None:
            return UNKNOWN
        if self.kind_of_method(definition) == "class":
            return ClassObject(definition.owner)
        return owner_type(definition) or UNKNOWN

    def _is_plain(self, definition: FunctionDefinition, receiver: Type) -> bool:
        """Whether a receiver tells no more than that the method belongs to its class."""
        if not isinstance(receiver, Instance) or receiver.attributes or definition.owner is None:
            return False
        if isinstance(receiver.cls, str) or self.kind_of_method(definition) != "instance":
            return False
        if receiver.cls is definition.owner:
            return not receiver.exact or not self.hierarchy.subclasses(receiver.cls)
        return not self.hierarchy.specialises(receiver.cls, definition)

    def unbound(
        self, definition: FunctionDefinition, function: FunctionObject | None, arguments: Arguments
    ) -> Arguments:
        """The arguments without the receiver where a method is called on its class."""
        if function is None or function.receiver is not None or definition.owner is None:
            return arguments
        if self.kind_of_method(definition) != "instance":
            return arguments
        return Arguments(arguments.positional[1:], arguments.keywords, arguments.unpacked)

    def _evaluate(
        self,
        definition: FunctionDefinition,
        closure: Evaluation | None,
        receiver: Type,
        bound: tuple[tuple[str, Type], ...],
    ) -> Summary:
        self._running[definition] = self._running.get(definition, 0) + 1
        try:
            evaluation = self.evaluation_class(self, definition.module, definition, closure=closure)
            return evaluation.run_function(receiver, bound)
        finally:
            self._running[definition] -= 1

    def result_of_call(self, target: Type, arguments: Arguments, scope: Scope) -> Type:
        """What calling a value gives, without recording what the call does."""
        evaluation = Evaluation(self, scope.module)
        evaluation.is_silent = True
        node = ast.Call(func=ast.Name("called"), args=[], keywords=[], lineno=1, col_offset=0)
        return calls.dispatch(evaluation, node, target, arguments, False)


def _lasting(key: Any) -> Hashable:
    """What of a question about a function is the same when the function around it is evaluated again."""
    if key[0] != "summary":
        return key  # type: ignore[no-any-return]
    _, definition, around, receiver, bound = key
    if isinstance(around, Evaluation):
        around = around.definition
    elif around is not None:
        around = tuple((name, without_closures(of)) for name, of in around)
    given = tuple((name, without_closures(of)) for name, of in bound)
    return (definition, around, without_closures(receiver), given)
