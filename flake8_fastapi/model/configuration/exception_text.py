"""Whether an expression holds the text of an exception."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.configuration.answering import MODEL, Answering
from flake8_fastapi.model.configuration.development import asks_for_development
from flake8_fastapi.model.configuration.names import reference
from flake8_fastapi.model.framework_names import DATACLASSES
from flake8_fastapi.model.middleware.entry_points import own_nodes
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import ClassObject, FunctionObject

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module

TRACEBACKS = role("traceback-texts").names
TEXT_OF = frozenset({"builtins.str", "builtins.repr", "builtins.format"})
PASSING = role("shows-arguments").names
TEXT_METHODS = frozenset({"format", "join", "strip", "replace", "rstrip", "splitlines", "encode"})
DUMPING = role("shows-arguments").words
"""The methods of a model that give its fields."""

DEEPEST = 3


class ExceptionText:
    """Follows an exception's text through the expressions of the handler that caught it."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.observation = module.observation
        self.answering = Answering(module)

    def of(self, node: ast.expr, name: str | None, assigned: dict[str, ast.expr], depth: int = 0) -> str:
        """``text`` or ``traceback`` where an expression holds the exception's; else ``""``."""
        if isinstance(node, ast.Call):
            return self._of_call(node, name, assigned, depth)
        if isinstance(node, ast.JoinedStr):
            parts = [each.value for each in node.values if isinstance(each, ast.FormattedValue)]
            return self._first(parts, name, assigned, depth, is_text=True)
        if isinstance(node, ast.BinOp):
            return self._first([node.left, node.right], name, assigned, depth, isinstance(node.op, ast.Mod))
        if isinstance(node, (ast.Tuple, ast.List)):
            return self._first(node.elts, name, assigned, depth, is_text=True)
        if isinstance(node, ast.Dict):
            return self._first(node.values, name, assigned, depth)
        if isinstance(node, ast.BoolOp):
            return self._first(node.values, name, assigned, depth)
        if isinstance(node, ast.IfExp):
            if asks_for_development(node.test):
                return ""
            open_branches = [
                each for each in (node.body, node.orelse) if not self.is_narrowed(node, each, name)
            ]
            return self._first(open_branches, name, assigned, depth)
        if isinstance(node, ast.Attribute) and node.attr == "args":
            return "text" if _is_name(node.value, name) else ""
        if isinstance(node, ast.Subscript):
            return self.of(node.value, name, assigned, depth)
        if isinstance(node, ast.Name) and node.id in assigned and depth < DEEPEST:
            return self.of(assigned[node.id], name, assigned, depth + 1)
        return ""

    def _of_call(self, node: ast.Call, name: str | None, assigned: dict[str, ast.expr], depth: int) -> str:
        of = reference(self.module, node.func)
        if isinstance(of, FunctionObject) and depth < DEEPEST:
            return self._of_helper(of, node, name) or self._handed_through(of, node, name, assigned)
        if isinstance(of, ClassObject) and self._keeps_fields(of):
            fields = [*node.args, *(keyword.value for keyword in node.keywords)]
            return self._first(fields, name, assigned, depth)
        called = self.observation.name_of(of)
        if called in TRACEBACKS:
            return "traceback"
        if called in TEXT_OF and node.args and (_is_name(node.args[0], name) or _is_current(node.args[0])):
            return "text"
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        if called in PASSING:
            return self._first(given, name, assigned, depth)
        if called == "builtins.getattr" and len(node.args) == 3:
            return self.of(node.args[2], name, assigned, depth)
        if isinstance(node.func, ast.Attribute) and node.func.attr in DUMPING:
            return self.of(node.func.value, name, assigned, depth)
        if isinstance(node.func, ast.Attribute) and node.func.attr in TEXT_METHODS:
            inner = self.of(node.func.value, name, assigned, depth)
            is_format = node.func.attr == "format"
            return inner or self._first(given, name, assigned, depth, is_text=is_format)
        return ""

    def _of_helper(self, helper: FunctionObject, node: ast.Call, name: str | None) -> str:
        """What a function of the project makes of the exception that it is given first, on all its ways."""
        definition = helper.definition.node()
        parameters = [*definition.args.posonlyargs, *definition.args.args]
        if not node.args or not _is_name(node.args[0], name) or not parameters:
            return ""
        if isinstance(definition, ast.Lambda):
            return ""
        returned = [
            each.value for each in own_nodes(definition) if isinstance(each, ast.Return) and each.value
        ]
        kinds = [self.of(each, parameters[0].arg, {}, DEEPEST) for each in returned]
        return kinds[0] if kinds and all(kinds) else ""

    def _keeps_fields(self, cls: ClassObject) -> bool:
        """Whether a class is a model or dataclass, whose objects show what they are made of."""
        if MODEL in self.observation.lineage_names(cls.definition):
            return True
        scope = self.module.project.interpreter.module_scope(cls.definition.module)
        written = [each.func if isinstance(each, ast.Call) else each for each in cls.definition.decorators]
        return any(self.observation.name_of(scope.reference(each)) in DATACLASSES for each in written)

    def _handed_through(
        self, helper: FunctionObject, node: ast.Call, name: str | None, assigned: dict[str, ast.expr]
    ) -> str:
        """What a function of the project is given of the exception that all its results hold."""
        kinds: dict[ast.expr, str] = {}
        for each in [*node.args, *(keyword.value for keyword in node.keywords)]:
            if kind := "text" if _is_name(each, name) else self.of(each, name, assigned, DEEPEST):
                kinds[each] = kind
        if kinds:
            is_bound = helper.receiver is not None
            for shown in self.answering.in_results(helper.definition, is_bound=is_bound):
                given = argument(node, shown.name, shown.position)
                if given in kinds:
                    return kinds[given]
        return ""

    def _first(
        self,
        nodes: list[ast.expr],
        name: str | None,
        assigned: dict[str, ast.expr],
        depth: int,
        is_text: bool = False,
    ) -> str:
        """What some expressions hold together: a traceback, if one of them does."""
        found = ""
        for each in nodes:
            is_exception = _is_name(each, name) or _is_current(each)
            kind = "text" if is_text and is_exception else self.of(each, name, assigned, depth)
            if kind == "traceback":
                return kind
            found = found or kind
        return found

    def is_narrowed(self, test: ast.If | ast.IfExp, branch: ast.AST, name: str | None) -> bool:
        """Whether one branch of a test is for exceptions of a known kind."""
        if not narrows(test.test, name):
            return False
        others = test.orelse if isinstance(test.orelse, list) else [test.orelse]
        return (branch in others) == is_negative(test.test)


def narrows(test: ast.expr, name: str | None) -> bool:
    """Whether a test looks at the exception itself: its class, its attributes, its text."""
    if ast.unparse(test) in (name, f"str({name})", f"{name}.args"):
        return False  # only whether it has a text at all
    return any(_is_name(each, name) for each in walk(test) if isinstance(each, ast.Name))


def is_negative(test: ast.expr) -> bool:
    """Whether a test holds for what is not of the kind that it names."""
    if isinstance(test, ast.UnaryOp):
        return isinstance(test.op, ast.Not)
    if isinstance(test, ast.BoolOp):
        return all(is_negative(each) for each in test.values)
    return isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.NotIn, ast.NotEq, ast.IsNot))


def _is_name(node: ast.expr, name: str | None) -> bool:
    return name is not None and isinstance(node, ast.Name) and node.id == name


def _is_current(node: ast.expr) -> bool:
    """Whether an expression is ``sys.exc_info()[1]`` or ``sys.exception()``, which need no name."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and node.slice.value == 1:
        return isinstance(node.value, ast.Call) and last_name(node.value.func) == "exc_info"
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "sys.exception"
