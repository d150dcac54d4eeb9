"""The body of any function of the project, with what its expressions stand for.

``Observation`` answers the same for the file being checked only; this is for rules that follow
calls into other functions and files. Nothing is kept: a body is made, asked, and let go.
"""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.remembering import RememberingEvaluation
from flake8_fastapi.model.tree_walk import SCOPES, children
from flake8_fastapi.model.types import UNKNOWN, Constant, FunctionObject, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.interpreter import Interpreter


class FunctionBody:
    """One function of the project, evaluated for whoever calls it."""

    def __init__(self, interpreter: Interpreter, function: FunctionObject) -> None:
        self.interpreter = interpreter
        self.definition = function.definition
        self.node = self.definition.node()
        self.parents: dict[ast.AST, ast.AST] = {}
        self.own: list[ast.AST] = list(self._walk())
        """The nodes of the body in source order, without those of functions and classes in it."""
        module = self.definition.module
        evaluation = RememberingEvaluation(
            interpreter.project.types, module, self.definition, closure=function.closure
        )
        receiver = function.receiver or interpreter.receiver_of(self.definition)
        evaluation.run_function(receiver, ())
        self._seen = evaluation.seen
        self.nested = tuple(
            FunctionObject(each, closure=evaluation) for each in evaluation.nested_definitions
        )
        """The functions defined in it."""
        self._observation = module.observation

    def _walk(self) -> Iterator[ast.AST]:
        body = self.node.body if isinstance(self.node.body, list) else [self.node.body]
        waiting: list[ast.AST] = list(reversed(body))
        for each in body:
            self.parents[each] = self.node
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, SCOPES):
                continue
            below = children(node)
            for child in below:
                self.parents[child] = node
            waiting.extend(reversed(below))

    def calls(self) -> Iterator[ast.Call]:
        """The calls that the function itself makes, in source order, as far as they are reached."""
        return (each for each in self.own if isinstance(each, ast.Call) and each.func in self._seen)

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """What a node of the body stands in, from the inside out, the function excluded."""
        above = self.parents.get(node)
        while above is not None and above is not self.node:
            yield above
            above = self.parents.get(above)

    def type_of(self, node: ast.expr) -> Type:
        """What an expression stands for; UNKNOWN where it is never run."""
        return self._seen.get(node, UNKNOWN)

    def called(self, call: ast.Call) -> str:
        """The canonical dotted name of what a call calls, ``""`` where that is not known."""
        return self._observation.name_of(self.type_of(call.func))

    def constant(self, node: ast.expr | None) -> object:
        """The literal value of an expression, ``...`` where it has none."""
        if node is None:
            return ...
        if isinstance(node, ast.Constant):
            return node.value
        of = self.type_of(node)
        if isinstance(of, Constant):
            return of.value
        if isinstance(node, ast.Name) and node.id not in self._bound_here:
            found = self.interpreter.names.constant(self.definition.module, node.id)
            return ... if found is None else found
        return ...

    @cached_property
    def _bound_here(self) -> frozenset[str]:
        """The names that the function binds itself."""
        arguments = self.node.args
        found = {each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
        found |= {each.arg for each in (arguments.vararg, arguments.kwarg) if each is not None}
        stores = (each for each in self.own if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store))
        return frozenset(found | {each.id for each in stores})
