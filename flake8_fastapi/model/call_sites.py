"""The calls by a name in one function, and whether what they give could be more than data.

Judged by syntax and signatures alone, so that only callers are evaluated that have anything to tell.
"""

from __future__ import annotations

import ast
from collections import OrderedDict
from typing import TYPE_CHECKING

from flake8_fastapi.model.receivers import is_receiver
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import UNKNOWN, Instance, is_informative

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.types import Type

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
DATA = frozenset(
    {"str", "int", "float", "bool", "bytes", "dict", "list", "set", "tuple", "len", "max", "min", "sorted",
     "repr", "round", "sum", "abs", "format", "join", "get", "strip", "lower", "upper", "split", "replace",
     "encode", "decode", "dumps", "loads", "json", "model_dump", "copy", "now", "utcnow", "isoformat", "time"}
)  # fmt: skip
"""What is called for texts, numbers and containers, by the last part of its name."""


KEPT_CALLERS = 100


class CallingFunction:
    """What one walk over a function, with those in it, shows of its calls and names."""

    def __init__(self, node: ast.AST) -> None:
        self.functions: list[Function] = []
        self.calls: dict[str, list[tuple[ast.Call, int]]] = {}
        """By name, the calls of it, and those that hand it over with its arguments behind it, with their
        position."""
        self._assigned: dict[str, list[ast.expr]] = {}
        for each in walk(node):
            if isinstance(each, ast.Call):
                self._note_call(each)
            elif isinstance(each, FUNCTIONS):
                self.functions.append(each)
            elif isinstance(each, ast.Assign):
                for target in each.targets:
                    self._note_assigned(target, each.value)
            elif isinstance(each, (ast.AnnAssign, ast.NamedExpr)):
                if not isinstance(each.value, ast.Name):
                    self._note_assigned(each.target, each.value)
            elif isinstance(each, ast.withitem):
                self._note_assigned(each.optional_vars, each.context_expr)

    def _note_call(self, call: ast.Call) -> None:
        for position, node in enumerate((call.func, *call.args)):
            name = last_name(node)
            if name:
                self.calls.setdefault(name, []).append((call, position))

    def _note_assigned(self, target: ast.expr | None, value: ast.expr | None) -> None:
        if isinstance(target, (ast.Tuple, ast.List)):
            values: list[ast.expr | None] = [value] * len(target.elts)
            if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(values):
                values = [*value.elts]
            for each, of in zip(target.elts, values, strict=True):
                self._note_assigned(each, of)  # `engine, factory = connect(url)`
            return
        name = last_name(target) if target is not None else ""
        if name and value is not None:
            self._assigned.setdefault(name, []).append(value)

    def assigned(self, name: str) -> list[ast.expr]:
        """What is assigned to a local name, entered contexts among them."""
        return self._assigned.get(name, [])


class CallSites:
    """Looks for calls in functions without evaluating them."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self._callers: OrderedDict[FunctionDefinition, tuple[ast.AST, CallingFunction]] = OrderedDict()

    def may_tell(
        self, caller: FunctionDefinition, name: str, positions: dict[str, int], names: tuple[str, ...]
    ) -> bool:
        """Whether some call by this name in a function gives one of its parameters more than data.

        ``positions`` are those of the parameters, ``names`` the parameters that matter.
        """
        for call, shift in self._calling(caller).calls.get(name, ()):
            for parameter in names:
                given = argument_of(call, parameter, positions.get(parameter), shift)
                if given is not None and self._is_telling(given, caller):
                    return True
        return False

    def calls_in(self, caller: FunctionDefinition, name: str) -> list[tuple[ast.Call, int]]:
        """The calls by a name in a function, each with the position at which the arguments begin."""
        return self._calling(caller).calls.get(name, [])

    def _calling(self, caller: FunctionDefinition) -> CallingFunction:
        node = caller.node()
        known = self._callers.get(caller)
        if known is not None and known[0] is node:
            self._callers.move_to_end(caller)
            return known[1]
        found = CallingFunction(node)
        self._callers[caller] = node, found
        if len(self._callers) > KEPT_CALLERS:
            self._callers.popitem(last=False)
        return found

    def _is_telling(self, given: ast.expr, caller: FunctionDefinition) -> bool:
        if isinstance(given, ast.Lambda):
            return True
        if isinstance(given, ast.Call):
            return _has_call(given)
        if isinstance(given, ast.IfExp):
            return any(self._is_telling(each, caller) for each in (given.body, given.orelse))
        if isinstance(given, ast.BoolOp):
            return any(self._is_telling(each, caller) for each in given.values)
        if isinstance(given, ast.Name):
            return self._is_telling_name(given.id, caller)
        if isinstance(given, ast.Attribute):
            root: ast.expr = given
            path = []
            while isinstance(root, ast.Attribute):
                path.append(root.attr)
                root = root.value
            if isinstance(root, ast.Call):
                return _has_call(root)
            if isinstance(root, ast.Name):
                return is_receiver(root, caller) or "state" in path or bool(caller.module.lookup(root.id))
        return False

    def _is_telling_name(self, name: str, caller: FunctionDefinition) -> bool:
        if caller.owner is not None and name == self.interpreter.signatures.of(caller).receiver:
            return self.is_more_than_data(self.interpreter.receiver_of(caller))
        calling = self._calling(caller)
        for each in calling.functions:
            found = _parameter(each, name)
            if found is not None:
                return self._is_telling_parameter(*found, caller, is_caller=each is calling.functions[0])
        values = calling.assigned(name)
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
        argument: ast.arg,
        default: ast.expr | None,
        caller: FunctionDefinition,
        *,
        is_caller: bool,
    ) -> bool:
        if isinstance(default, ast.Call):
            return True
        if argument.annotation is None:
            return caller.is_async and is_caller
        scope = self.interpreter.definition_scope(caller)
        of = self.interpreter.annotations.value_type(scope, argument.annotation)
        if of is UNKNOWN:
            return caller.is_async and is_caller
        return self.is_more_than_data(of)


def _has_call(value: ast.expr) -> bool:
    """Whether a value is a call of something that may make more than data, or one of several such."""
    if isinstance(value, ast.IfExp):
        return _has_call(value.body) or _has_call(value.orelse)
    if isinstance(value, ast.BoolOp):
        return any(map(_has_call, value.values))
    if not isinstance(value, ast.Call):
        return False
    last = last_name(value.func)
    return last not in DATA


def argument_of(call: ast.Call, parameter: str, position: int | None, shift: int) -> ast.expr | None:
    """What a call gives for a parameter by its name or position; None where it is left out.

    ``shift`` is the position at which the arguments of the function begin.
    """
    for keyword in call.keywords:
        if keyword.arg == parameter:
            return keyword.value
    if position is not None and position + shift < len(call.args):
        return call.args[position + shift]
    return None


def _parameter(function: Function, name: str) -> tuple[ast.arg, ast.expr | None] | None:
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
