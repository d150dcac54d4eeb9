"""What a function that is defined in another one takes from there.

The functions that a decorator makes are defined anew for each function that it decorates. Most of what
stands around them is the same each time, or of no matter to them: what they do is told once for all
whose names from outside stand for the same.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.local_names import parameter_names
from flake8_fastapi.model.text_outline import NAME
from flake8_fastapi.model.tree_walk import own_nodes
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from flake8_fastapi.model.bodies import Bodies
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.evaluation import Evaluation
    from flake8_fastapi.model.types import Type

ASSIGNS_OUTSIDE = "nonlocal"

Captured = tuple[tuple[str, "Type"], ...]


class Captures:
    """Tells the names that functions take from the functions around them, and what these stand for."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._words: dict[FunctionDefinition, frozenset[str] | None] = {}

    def of(self, function: FunctionDefinition, around: Evaluation) -> Captured | Evaluation:
        """What a function takes from the evaluation around it, sorted by name.

        That evaluation itself where the function assigns names of it: then no other will do.
        """
        found: dict[str, Type] = {}
        seen = {function}
        pending = [function]
        while pending:
            words = self._words_in(pending.pop())
            if words is None:
                return around
            for name, of, owner in _names_around(words - found.keys(), function, around):
                found[name] = of
                if isinstance(of, FunctionObject) and of.closure is owner:
                    # A neighbour: what it does depends on what it takes from there itself.
                    found[name] = replace(of, closure=None)
                    if of.definition not in seen:
                        seen.add(of.definition)
                        pending.append(of.definition)
        return tuple(sorted(found.items(), key=lambda each: each[0]))

    def _words_in(self, function: FunctionDefinition) -> frozenset[str] | None:
        """The names in a function's text but for its own; None where it, or one in it, assigns others."""
        if function not in self._words:
            words = frozenset(NAME.findall(self._bodies.text_of(function)))
            if ASSIGNS_OUTSIDE in words:
                self._words[function] = None
            else:
                node = function.node()
                assigned = (each for each in own_nodes(node) if isinstance(each, ast.Name))
                own = {each.id for each in assigned if isinstance(each.ctx, ast.Store)}
                self._words[function] = words - own - parameter_names(node)
        return self._words[function]


def _names_around(
    words: frozenset[str], function: FunctionDefinition, around: Evaluation
) -> list[tuple[str, Type, Evaluation]]:
    """Those of the words that functions around another one give a meaning to; what, and in which of them."""
    found: list[tuple[str, Type, Evaluation]] = []
    known: set[str] = set()
    inside: FunctionDefinition | None = function
    enclosing: Evaluation | None = around
    while enclosing is not None:
        for name in words & enclosing.env.keys() - known:
            of = enclosing.seen_by(inside, name)
            if of is not None:
                known.add(name)
                found.append((name, of, enclosing))
        inside, enclosing = enclosing.definition, enclosing.closure
    return found
