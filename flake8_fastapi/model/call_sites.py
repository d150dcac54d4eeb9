"""The calls by a name in one function, and whether what they give could be more than data.

Judged by syntax and signatures alone, so that only callers are evaluated that have anything to tell.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import UNKNOWN, Instance, is_informative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.types import Type

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
DATA = frozenset(
    {"str", "int", "float", "bool", "bytes", "dict", "list", "set", "tuple", "len", "max", "min", "sorted",
     "repr", "round", "sum", "abs", "format", "join", "get", "strip", "lower", "upper", "split", "replace",
     "encode", "decode", "dumps", "loads", "json", "model_dump", "copy", "now", "utcnow", "isoformat", "time"}
)  # fmt: skip
"""What is called for texts, numbers and containers, by the last part of its name."""


class CallSites:
    """Looks for calls in functions without evaluating them."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter

    def may_tell(
        self, caller: FunctionDefinition, name: str, positions: dict[str, int], names: tuple[str, ...]
    ) -> bool:
        """Whether some call by this name in a function gives one of its parameters more than data.

        ``positions`` are those of the parameters, ``names`` the parameters that matter.
        """
        node = caller.node()
        for call, shift in _calls(node, name):
            for parameter in names:
                given = _argument(call, parameter, positions.get(parameter), shift)
                if given is not None and self._is_telling(given, caller, node):
                    return True
        return False

    def _is_telling(self, given: ast.expr, caller: FunctionDefinition, node: ast.AST) -> bool:
        if isinstance(given, ast.Lambda):
            return True
        if isinstance(given, ast.Call):
            return _has_call(given)
        if isinstance(given, ast.IfExp):
            return any(self._is_telling(each, caller, node) for each in (given.body, given.orelse))
        if isinstance(given, ast.BoolOp):
            return any(self._is_telling(each, caller, node) for each in given.values)
        if isinstance(given, ast.Name):
            return self._is_telling_name(given.id, caller, node)
        if isinstance(given, ast.Attribute):
            root: ast.expr = given
            path = []
            while isinstance(root, ast.Attribute):
                path.append(root.attr)
                root = root.value
            if isinstance(root, ast.Call):
                return _has_call(root)
            if isinstance(root, ast.Name):
                is_own = caller.owner is not None and root.id in ("self", "cls")
                return is_own or "state" in path or bool(caller.module.lookup(root.id))
        return False

    def _is_telling_name(self, name: str, caller: FunctionDefinition, node: ast.AST) -> bool:
        if caller.owner is not None and name == self.interpreter.signatures.of(caller).receiver:
            return self.is_more_than_data(self.interpreter.receiver_of(caller))
        for each in walk(node):
            if isinstance(each, FUNCTIONS):
                found = _parameter(each, name)
                if found is not None:
                    return self._is_telling_parameter(each, *found, caller, node)
        values = list(_assigned(node, name))
        if values:
            return any(_has_call(value) for value in values)
        of = self.interpreter.names.type_of(caller.module, name)
        return of is not None and self.is_more_than_data(of)

    def is_more_than_data(self, of: Type) -> bool:
        """Whether a type is that of something which a function could wait for; async clients count too."""
        if isinstance(of, Instance) and isinstance(of.cls, str) and not of.cls.startswith("builtins."):
            return self.interpreter.knowledge.is_class(of.cls)
        return is_informative(of) and not self.interpreter.harmless.covers(of)

    def _is_telling_parameter(
        self,
        function: ast.AST,
        argument: ast.arg,
        default: ast.expr | None,
        caller: FunctionDefinition,
        node: ast.AST,
    ) -> bool:
        if isinstance(default, ast.Call):
            return True
        if argument.annotation is None:
            return caller.is_async and function is node
        scope = self.interpreter.definition_scope(caller)
        of = self.interpreter.annotations.value_type(scope, argument.annotation)
        if of is UNKNOWN:
            return caller.is_async and function is node
        return self.is_more_than_data(of)


def _has_call(value: ast.expr) -> bool:
    """Whether a value is a call of something that may make more than data, or one of several such."""
    if isinstance(value, ast.IfExp):
        return _has_call(value.body) or _has_call(value.orelse)
    if isinstance(value, ast.BoolOp):
        return any(map(_has_call, value.values))
    if not isinstance(value, ast.Call):
        return False
    last = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
    return last not in DATA


def _calls(node: ast.AST, name: str) -> Iterator[tuple[ast.Call, int]]:
    """The calls of a name, and those that hand it over with its arguments behind it, with their position."""
    for each in walk(node):
        if isinstance(each, ast.Call):
            if _is_named(each.func, name) or (name == "__init__" and _is_named(each.func, "__init__")):
                yield each, 0
            for position, given in enumerate(each.args):
                if _is_named(given, name):
                    yield each, position + 1


def _is_named(node: ast.expr, name: str) -> bool:
    return name == (node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", ""))


def _argument(call: ast.Call, parameter: str, position: int | None, shift: int) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == parameter:
            return keyword.value
    if position is not None and position + shift < len(call.args):
        return call.args[position + shift]
    return None


def _parameter(function: ast.AST, name: str) -> tuple[ast.arg, ast.expr | None] | None:
    assert isinstance(function, FUNCTIONS)
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    for argument, default in zip(
        [*positional, *arguments.kwonlyargs],
        [*defaults, *arguments.defaults, *arguments.kw_defaults],
        strict=True,
    ):
        if argument.arg == name:
            return argument, default
    return None


def _assigned(node: ast.AST, name: str) -> Iterator[ast.expr]:
    """What is assigned to a local name, entered contexts among them."""
    for each in walk(node):
        if isinstance(each, ast.Assign) and any(_is_named(target, name) for target in each.targets):
            yield each.value
        elif isinstance(each, (ast.AnnAssign, ast.NamedExpr)) and _is_named(each.target, name):
            if each.value is not None and not isinstance(each.value, ast.Name):
                yield each.value
        elif isinstance(each, (ast.With, ast.AsyncWith)):
            for item in each.items:
                if item.optional_vars is not None and _is_named(item.optional_vars, name):
                    yield item.context_expr
