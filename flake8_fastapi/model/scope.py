"""Names and their types at one point of an evaluation."""

from __future__ import annotations

import ast
import builtins
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.kept_parameters import kept_in_global
from flake8_fastapi.model.nodes import Misuse
from flake8_fastapi.model.types import NONE, UNKNOWN, Coroutine, External, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition, ValueBinding
    from flake8_fastapi.model.effects import Effect
    from flake8_fastapi.model.evaluation import Evaluation
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import Instance

BUILTINS = frozenset(dir(builtins))

LONGEST_PATH = 3
"""Attributes after the name in a path like ``request.app.state.db`` whose type is tracked."""


class Scope:
    """The names that are visible in a piece of code, and what is recorded while it is evaluated.

    A scope without a definition is that of a module or a class.
    """

    wants_types_only = False
    """Whether nobody asks what the code does: then functions are believed to return what they declare."""

    def __init__(
        self,
        interpreter: Interpreter,
        module: Module,
        definition: FunctionDefinition | None = None,
        cls: ClassDefinition | None = None,
        closure: Evaluation | None = None,
    ) -> None:
        self.interpreter = interpreter
        self.module = module
        self.definition = definition
        self.cls = cls
        self.closure = closure
        self.env: dict[str, Type] = {}
        self.env_of_nested: dict[FunctionDefinition, dict[str, Type]] = {}
        """For each function defined here, the names of the branch that it is defined in."""
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.receiver_name: str | None = None
        self.receiver: Type = UNKNOWN
        self.receiver_knows = False
        """Whether the caller has seen which of the receiver's attributes are true."""
        self.effects: list[Effect] = []
        self.misuses: list[Misuse] = []
        self.branches = 0
        """How many branches the code being evaluated stands in."""
        self.look_ups = 0
        """How many looks into what was kept before have failed when it comes to the code being evaluated."""
        self.constants: dict[str, object] = {}
        """Parameters of which this call gives the literal value, and that are never assigned."""
        self.binding_now: str | None = None
        """The name that is given a value where the body of a class is evaluated."""
        self.is_opaque = False
        self.is_silent = False
        """While True nothing is recorded: the code is looked at for its types only."""

    def emit(self, effect: Effect) -> None:
        """Record a blocking operation."""
        if not self.is_silent:
            if self.branches and not effect.branches:
                effect = replace(effect, branches=self.branches)
            self.effects.append(effect)

    def note_library_call(self, node: ast.expr, name: str, label: str = "") -> None:
        """Note that the library's function or class of this canonical name is called.

        ``label`` is what stands in the code where that is a class of the project derived from it.
        """

    def note_iteration(self, node: ast.expr, of: Instance, is_async: bool) -> None:
        """Note that an object, which ``node`` gives, is iterated; ``is_async`` for ``async for``."""

    def blame(self, misuse: Misuse) -> None:
        """Record a wrong use."""
        if not self.is_silent:
            self.misuses.append(misuse)

    def blame_use(self, of: Type) -> None:
        """Record that something is done with a coroutine that only its result could be meant for."""
        if isinstance(of, Coroutine) and of.certain and of.origin is not None:
            origin = of.origin
            self.blame(Misuse("used-coroutine", origin.line, origin.column, origin.name))

    def name_type(self, name: str) -> Type:
        """The type of a name as seen from here: local, enclosing, class, global, builtin."""
        found = self.env.get(name)
        if found is not None and name not in self.globals:
            return found
        inside, enclosing = self.definition, self.closure
        while enclosing is not None:
            found = enclosing.seen_by(inside, name)
            if found is not None:
                return enclosing.filled_by_nested(name) if found == NONE else found
            inside, enclosing = enclosing.definition, enclosing.closure
        if found is None and name in self.globals and name in self.env:
            return self.env[name]
        if self.cls is not None and self.definition is None:
            local = self._class_name(self.cls, name)
            if local is not None:
                return local
        of = self.interpreter.names.type_of(self.module, name)
        if of is UNKNOWN:
            return kept_in_global(self.interpreter, self.module, name)
        if of is not None:
            return of
        return External(f"builtins.{name}") if name in BUILTINS else UNKNOWN

    def seen_by(self, nested: FunctionDefinition | None, name: str) -> Type | None:
        """What a name stands for in a function that is defined here: as it is in the branch of that one.

        What is assigned further down may be what it finds when it is called.
        """
        of = self.env.get(name)
        env = self.env_of_nested.get(nested) if nested is not None else None
        if nested is None or self.definition is None or env is None or env is self.env:
            return of
        known = env.get(name)
        if known is None or known is of:
            return of
        last = self.interpreter.assignments.last_lines(self.definition).get(name, 0)
        return of if last > nested.end_line else known

    def _class_name(self, cls: ClassDefinition, name: str) -> Type | None:
        if name == self.binding_now and len(cls.values[name]) == 1 and self._is_outside(name):
            return None  # `redis = Singleton(redis.Redis)`: not bound yet where it is read
        if name in cls.classes or name in cls.values or (name in cls.methods and not self._is_outside(name)):
            from flake8_fastapi.model.types import ClassObject

            return self.interpreter.attributes.find(ClassObject(cls), name)
        return None

    def _is_outside(self, name: str) -> bool:
        """Whether a method's name also stands for something outside of its class.

        Annotations and defaults mean that (``def list(self) -> list[Item]``): no method is meant there, and
        those further down are not there yet.
        """
        return name in BUILTINS or self.interpreter.names.is_bound(self.module, name)

    def reference(self, node: ast.expr) -> Type:
        """What a name or dotted name refers to, without running anything; UNKNOWN otherwise."""
        if isinstance(node, ast.Name):
            return self.name_type(node.id)
        if isinstance(node, ast.Attribute):
            return self.interpreter.attributes.find(self.reference(node.value), node.attr)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return self.name_type(node.value)
        if isinstance(node, (ast.Call, ast.Subscript)):
            return self.type_of(node)
        return UNKNOWN

    def type_of(self, node: ast.expr) -> Type:
        """The type of an expression; nothing is recorded."""
        was_silent, self.is_silent = self.is_silent, True
        try:
            return self.evaluate(node)
        finally:
            self.is_silent = was_silent

    def evaluate(self, node: ast.expr) -> Type:
        """The type of an expression, recording what running it does."""
        raise NotImplementedError

    def type_of_binding(self, binding: ValueBinding) -> Type:
        """What an assignment at module or class level gives its name; nothing is recorded."""
        raise NotImplementedError

    # What statements add; see ``Statements``.

    def as_evaluation(self) -> Evaluation:
        """This scope as the evaluation that calls are made from."""
        raise NotImplementedError

    def awaits(self) -> None:
        """Note that the function awaits something."""
        raise NotImplementedError

    def note_yield(self, line: int) -> None:
        """Note where the function yields."""
        raise NotImplementedError

    def yielded(self, of: Type) -> None:
        """Note what the function yields."""
        raise NotImplementedError

    def assign(self, target: ast.expr, of: Type) -> None:
        """Give a target a type."""
        raise NotImplementedError

    def emit_at(self, node: ast.expr, effect: Effect) -> None:
        """Record an effect that a callee has, as seen from a node of this function."""
        raise NotImplementedError


def path_of(node: ast.expr) -> str | None:
    """``a.b.c`` for a short attribute chain on a name; None for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name) and len(parts) <= LONGEST_PATH:
        return ".".join([node.id, *reversed(parts)])
    return None
