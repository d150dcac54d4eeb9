"""Where an expression stands, as far as that decides what its names mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flake8_fastapi.model.function_body import FunctionBody
from flake8_fastapi.model.tree_index import FUNCTIONS
from flake8_fastapi.model.types import UNKNOWN, FunctionObject, Type

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.configuration.values import Values
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module


@dataclass(frozen=True)
class Place:
    """A module, and the functions in it that an expression is run in, innermost first.

    ``bound`` holds the names of a comprehension; ``body`` gives types in a function of a file
    that is not being checked.
    """

    module: Module
    functions: tuple[FunctionNode, ...] = ()
    owner: ClassDefinition | None = None
    bound: dict[str, Values] = field(default_factory=dict)
    body: FunctionBody | None = None
    is_observed: bool = False

    def type_of(self, node: ast.expr) -> Type:
        """What an expression that stands here is."""
        if self.is_observed:
            return self.module.observation.type_of(node)
        if self.functions:
            return self.body.type_of(node) if self.body is not None else UNKNOWN
        interpreter = self.module.project.interpreter
        scope = interpreter.class_scope(self.owner) if self.owner else interpreter.module_scope(self.module)
        return scope.type_of(node)

    @property
    def outside(self) -> Place:
        """The top level of the same file."""
        return Place(self.module, is_observed=self.is_observed)


def place_of(module: Module, node: ast.AST) -> Place:
    """The place of a node of the file being checked."""
    functions: list[FunctionNode] = []
    inner = module.index.function_around(node)
    while inner is not None:
        functions.append(inner)
        inner = module.index.function_around(inner)
    return Place(module, tuple(functions), is_observed=True)


def place_in(definition: FunctionDefinition) -> Place:
    """The place of the statements in a function of any file."""
    module = definition.module
    node = definition.node()
    body = FunctionBody(module.project.interpreter, FunctionObject(definition))
    return Place(module, (node,), body=body)


def parameter_default(function: FunctionNode, name: str) -> ast.expr | bool | None:
    """A parameter's default, True for one without, and None where it is no parameter."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    for position, each in enumerate(reversed(positional), 1):
        if each.arg == name:
            has_default = position <= len(arguments.defaults)
            return arguments.defaults[-position] if has_default else True
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if each.arg == name:
            return default if default is not None else True
    rest = (arguments.vararg, arguments.kwarg)
    return True if any(each is not None and each.arg == name for each in rest) else None


def is_function(node: ast.AST) -> bool:
    """Whether a node is a function or lambda."""
    return isinstance(node, FUNCTIONS)
