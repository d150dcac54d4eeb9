"""What becomes of a value that a function keeps in a local name."""

from __future__ import annotations

import ast
import re

from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import children, walk

DATA_FUNCTIONS = frozenset(
    {"len", "print", "str", "repr", "int", "float", "bool", "bytes", "list", "tuple", "set", "dict",
     "sorted", "sum", "min", "max", "any", "all", "enumerate", "zip", "range", "round", "abs", "hash",
     "iter", "format"}
)  # fmt: skip
"""Builtins that take data: a coroutine given to one of them is a mistake."""

CLOSING = frozenset({"close", "send", "throw"})
"""Methods that a coroutine really has."""

SERVES = re.compile(r"(?:^|_)(?:serve|forever|polling)$")
"""What coroutines are called that go on until the program ends."""


class LocalUses:
    """How the names of one function are read, found in one walk over its tree."""

    def __init__(self, function: ast.AST) -> None:
        self._parents: dict[ast.AST, ast.AST] = {}
        self._loads: dict[str, list[ast.Name]] = {}
        for node in walk(function):
            for child in children(node):
                self._parents[child] = node
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self._loads.setdefault(node.id, []).append(node)

    def is_read(self, name: str) -> bool:
        """Whether anything reads the name."""
        return name in self._loads

    def only_adds_callbacks(self, name: str) -> bool:
        """Whether a task under this name is used for nothing but ``add_done_callback``."""
        return all(
            isinstance(parent := self._parents[node], ast.Attribute) and parent.attr == "add_done_callback"
            for node in self._loads.get(name, ())
        )

    def awaits_a_server_after(self, line: int) -> bool:
        """Whether behind a line something is awaited that serves, and so keeps the names of the function."""
        return any(
            isinstance(awaited, ast.Await)
            and isinstance(awaited.value, ast.Call)
            and awaited.lineno > line
            and SERVES.search(last_name(awaited.value.func)) is not None
            for awaited in self._parents
        )

    def is_only_data(self, name: str) -> bool:
        """Whether a coroutine under this name is only compared, indexed, printed and the like.

        False as soon as somebody might await it: it is awaited, returned, stored or
        handed to a function that is not known to take data.
        """
        return all(self._takes_data(node) for node in self._loads.get(name, ()))

    def _takes_data(self, node: ast.Name) -> bool:
        parent = self._parents[node]
        if isinstance(parent, ast.Attribute):
            return parent.attr not in CLOSING and not parent.attr.startswith(("cr_", "__"))
        if isinstance(parent, (ast.BinOp, ast.Compare, ast.FormattedValue, ast.UnaryOp)):
            return True
        if isinstance(parent, ast.Subscript):
            return parent.value is node
        if isinstance(parent, ast.Call):
            function = parent.func
            return isinstance(function, ast.Name) and function.id in DATA_FUNCTIONS
        return isinstance(parent, (ast.If, ast.While, ast.BoolOp, ast.Assert)) and not isinstance(
            self._parents.get(parent), (ast.Await, ast.Return, ast.Assign)
        )
