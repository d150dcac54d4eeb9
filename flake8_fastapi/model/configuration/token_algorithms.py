"""Which lists of accepted algorithms hold what the token itself says."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.resolver import ConfiguredValues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_fastapi.model.configuration.places import Place
    from flake8_fastapi.model.configuration.tokens import TokenCall
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module


def algorithms_of_tokens(module: Module, calls: Sequence[TokenCall]) -> Iterator[ast.expr]:
    """The arguments of a file's token calls that accept the algorithm which the token's header names."""
    yield from _Finder(module, calls).found()


class _Finder:
    def __init__(self, module: Module, calls: Sequence[TokenCall]) -> None:
        self.module = module
        self.calls = calls
        self.resolver = ConfiguredValues(module.project)
        self.headers = {each.call for each in calls if each.api.kind == "unverified header"}

    def found(self) -> Iterator[ast.expr]:
        """These lists."""
        for each in self.calls:
            given = each.algorithms
            if each.api.kind != "decode" or given is None or not self.headers:
                continue
            function = self.module.index.function_around(given)
            if function is None or self._is_compared(function):
                continue
            if any(self._is_from_header(node, place) for node, place in self._members(given, each.place)):
                yield given

    def _members(self, node: ast.expr, place: Place) -> list[tuple[ast.expr, Place]]:
        found = []
        for written, where in self.resolver.written(node, place):
            if isinstance(written, (ast.List, ast.Tuple, ast.Set)):
                found += [each for part in written.elts for each in self.resolver.written(part, where)]
            else:
                found.append((written, where))
        return found

    def _is_from_header(self, node: ast.expr, place: Place) -> bool:
        """Whether an expression is ``header["alg"]`` or ``header.get("alg")``."""
        if isinstance(node, ast.Subscript):
            key, base = node.slice, node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            key, base = node.args[0], node.func.value
        else:
            return False
        if not isinstance(key, ast.Constant) or key.value != "alg":
            return False
        return any(written in self.headers for written, _ in self.resolver.written(base, place))

    def _is_compared(self, function: FunctionNode) -> bool:
        """Whether a function compares an algorithm with those that are right."""
        for each in self.module.index.of_kind(ast.Compare):
            if self.module.index.function_around(each) is function:
                if isinstance(each.ops[0], (ast.In, ast.NotIn, ast.Eq, ast.NotEq)):
                    if "alg" in ast.unparse(each):
                        return True
        return False
