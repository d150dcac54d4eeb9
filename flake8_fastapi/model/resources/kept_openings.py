"""Functions of the project that open something and keep it, as lifespans call them before their ``yield``."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.yield_flow import yields_below
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.resources.bodies import ForeignBody
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.resources.callees import Callees

DEEPEST_KEEPER = 2
"""Functions that only call another one that opens something."""

CLOSES = re.compile(r"\.(?:close|aclose|disconnect|dispose|stop|shutdown|terminate|drain)\(")

Node = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class KeptOpening(Located):
    """A call in a lifespan of a function that opens something and keeps it in a global or an object."""

    PLACE = "call"

    call: ast.Call
    label: str

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"what {self.label}() opens"


def kept_openings(module: Module, function: Node, callees: Callees) -> list[KeptOpening]:
    """The calls before the ``yield`` of a lifespan that open and keep something, not under ``finally``.

    Only where it closes something behind the ``yield``: others keep it for as long as the process runs.
    """
    before, after = _around_yield(function)
    if not before or not any(_closes(module, each) for each in after):
        return []
    found = []
    for call in before:
        of = module.observation.type_of(call.func)
        if isinstance(of, FunctionObject) and keeps(callees, of.definition):
            found.append(KeptOpening(call, of.definition.label))
    return found


def _around_yield(function: Node) -> tuple[list[ast.Call], list[ast.stmt]]:
    """The calls before the ``yield`` that are statements of their own, and what runs behind it."""
    for place, statement in enumerate(function.body):
        if any(True for _ in yields_below(statement)):
            before = [call for each in function.body[:place] for call in _calls(each)]
            after = list(function.body[place + 1 :])
            if isinstance(statement, (ast.Try, ast.TryStar)):
                after += statement.finalbody
            return before, after
    return [], []


def _calls(statement: ast.stmt) -> Iterator[ast.Call]:
    if isinstance(statement, (ast.Try, ast.TryStar)) and not statement.finalbody:
        for each in statement.body:
            yield from _calls(each)
    elif isinstance(statement, ast.Expr):
        value = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
        if isinstance(value, ast.Call):
            yield value


def _closes(module: Module, statement: ast.stmt) -> bool:
    """Whether a statement closes something, itself or through a function of the project."""
    for each in walk(statement):
        if isinstance(each, ast.Call):
            of = module.observation.type_of(each.func)
            if isinstance(of, FunctionObject):
                if CLOSES.search(module.project.bodies.text_of(of.definition)):
                    return True
            elif CLOSES.search(f".{ast.unparse(each.func).rpartition('.')[2]}("):
                return True
    return False


def keeps(callees: Callees, definition: FunctionDefinition, depth: int = DEEPEST_KEEPER) -> bool:
    """Whether a function opens something and keeps it in a global or attribute, or calls one that does."""
    if depth == 0 or definition.name == "__init__":
        return False
    body = ForeignBody(definition)
    node = body.node
    outside = {name for each in walk(node) if isinstance(each, ast.Global) for name in each.names}
    for each in walk(node):
        if not isinstance(each, (ast.Assign, ast.AnnAssign, ast.Expr)):
            continue
        value = each.value.value if isinstance(each.value, ast.Await) else each.value
        if not isinstance(value, ast.Call):
            continue
        if isinstance(each, ast.Expr):
            of = body.type_of(value.func)
            if isinstance(of, FunctionObject) and of.definition is not definition:
                if keeps(callees, of.definition, depth - 1):
                    return True
        elif any(_outlives(target, outside) for target in _targets(each)):
            is_likely = body.is_candidate(callees.openings, value)
            facts = callees.openings.opened_by(body, value) if is_likely else None
            if facts is not None and facts.kind != "file":
                return True
    return False


def _targets(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _outlives(target: ast.expr, outside: set[str]) -> bool:
    """Whether what is assigned is there when the function is over."""
    return isinstance(target, ast.Attribute) or (isinstance(target, ast.Name) and target.id in outside)
