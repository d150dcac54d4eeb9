"""Texts of exceptions that a handler keeps in a name, and the path operation sends further down."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.configuration.answering import KEEPING, SHOWING, TEMPLATES, shown_arguments
from flake8_fastapi.model.configuration.names import reference
from flake8_fastapi.model.kept_items import FILLING_METHODS
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_index import FUNCTIONS
from flake8_fastapi.model.tree_walk import children, own_nodes
from flake8_fastapi.model.types import ClassObject, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.configuration.exception_text import ExceptionText
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module

LEAVES = (ast.Return, ast.Raise)
MOST_ROUNDS = 4


class Kept(NamedTuple):
    """A text that a handler keeps: the expression, the name that holds it, ``text`` or ``traceback``."""

    text: ast.expr
    name: str
    kind: str


def may_keep(handler: ast.ExceptHandler) -> bool:
    """Whether a handler goes on, and puts something somewhere before."""
    return (
        handler.name is not None
        and not isinstance(handler.body[-1], LEAVES)
        and any(True for node in handler_nodes(handler.body) for _ in _put(node))
    )


class KeptTexts:
    """Finds the texts that handlers keep and their functions send."""

    def __init__(self, module: Module, text: ExceptionText) -> None:
        self.module = module
        self.text = text

    def sent(self, handler: ast.ExceptHandler, function: FunctionNode) -> Iterator[Kept]:
        """What a handler keeps of the exception and a path operation puts into its answer."""
        if isinstance(function, ast.Lambda) or not may_keep(handler):
            return
        for kept in self._kept(handler):
            if self._is_sent(kept, handler, function):
                yield kept

    def _kept(self, handler: ast.ExceptHandler) -> Iterator[Kept]:
        nodes = list(handler_nodes(handler.body))
        assigned = {
            each.targets[0].id: each.value
            for each in nodes
            if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
        }
        for node in nodes:
            for value, name in _put(node):
                kind = self.text.of(value, handler.name, assigned)
                if isinstance(value, ast.Name) and value.id == handler.name:
                    kind = "text"
                if kind:
                    yield Kept(value, name, kind)

    def _is_sent(self, kept: Kept, handler: ast.ExceptHandler, function: FunctionNode) -> bool:
        """Whether an answer below the handler holds what it keeps."""
        end = handler.end_lineno or 0
        nodes = [each for each in own_nodes(function) if getattr(each, "lineno", 0) > end]
        holding = {kept.name}
        for _ in range(MOST_ROUNDS):
            found = {
                name for each in nodes for value, name in _put(each) if self._holds(value, holding)
            } - holding
            if not found:
                break
            holding |= found
        if self._is_replaced(kept.name, holding, handler):
            return False
        for node in nodes:
            sent = node.value if isinstance(node, ast.Return) else None
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                sent = node.exc
            if sent is not None and self._holds(sent, holding):
                return True
        return False

    def _is_replaced(self, name: str, holding: set[str], handler: ast.ExceptHandler) -> bool:
        """Whether the name gets something else behind the ``try``, whatever happens in between."""
        below: ast.AST = handler
        for above in self.module.index.ancestors(handler):
            if isinstance(above, FUNCTIONS) and isinstance(below, ast.ExceptHandler):
                break
            for part in ("body", "orelse", "finalbody"):
                block = getattr(above, part, None)
                if isinstance(block, list) and below in block:
                    for each in block[block.index(below) + 1 :]:
                        if isinstance(each, ast.Assign) and not self._holds(each.value, holding):
                            if any(isinstance(to, ast.Name) and to.id == name for to in each.targets):
                                return True
            if isinstance(above, FUNCTIONS):
                break
            below = above
        return False

    def _holds(self, node: ast.expr, names: set[str]) -> bool:
        """Whether an expression shows all that one of these names holds."""
        if isinstance(node, (ast.Name, ast.Attribute)):
            return path_of(node) in names
        if isinstance(node, (ast.Await, ast.Starred, ast.FormattedValue)):
            return self._holds(node.value, names)
        if isinstance(node, ast.Subscript):
            return isinstance(node.slice, ast.Slice) and self._holds(node.value, names)
        return any(self._holds(each, names) for each in self._shown_parts(node))

    def _shown_parts(self, node: ast.expr) -> list[ast.expr]:
        if isinstance(node, ast.Dict):
            return node.values
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return node.elts
        if isinstance(node, (ast.JoinedStr, ast.BoolOp)):
            return node.values
        if isinstance(node, ast.BinOp):
            return [node.left, node.right]
        if isinstance(node, ast.IfExp):
            return [node.body, node.orelse]
        return self._shown_by_call(node) if isinstance(node, ast.Call) else []

    def _shown_by_call(self, call: ast.Call) -> list[ast.expr]:
        """The arguments of a call that its result shows: of answers, objects of the project, conversions."""
        last = last_name(call.func)
        if isinstance(call.func, ast.Attribute) and last in ("join", "copy", "model_dump", "dict", "values"):
            return [call.func.value, *call.args]
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if last in KEEPING:
            return given
        if not isinstance(call.func, (ast.Name, ast.Attribute)):
            return []
        of = reference(self.module, call.func)
        if isinstance(of, FunctionObject):
            shown = self.text.answering.by_function(
                of.definition, is_bound=of.receiver is not None, takes_data=True
            )
            return [sent for each in shown if (sent := argument(call, *each)) is not None]
        if not last[:1].isupper():
            return []
        name = self.module.observation.name_of(of)
        if last == "TemplateResponse" and self.module.observation.called(call) == TEMPLATES:
            name = TEMPLATES
        if name in SHOWING:
            return shown_arguments(call, name)
        return given if isinstance(of, ClassObject) else []


def handler_nodes(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of a handler's statements, without those of other handlers, functions and classes in it."""
    waiting: list[ast.AST] = list(reversed(body))
    while waiting:
        node = waiting.pop()
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.ExceptHandler)):
            yield node
            waiting.extend(reversed(children(node)))


def _put(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """What a statement or call puts into names and containers, and the name of each."""
    given: list[ast.expr] = []
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        given, targets = [node.value], node.targets
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign)) and node.value is not None:
        given, targets = [node.value], [node.target]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in FILLING_METHODS:
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            targets = [node.func.value]
    for target in targets:
        while isinstance(target, ast.Subscript):
            target = target.value
        path = path_of(target)
        if path is not None:
            for each in given:
                yield each, path
