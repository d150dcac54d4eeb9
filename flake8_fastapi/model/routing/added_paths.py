"""At which paths a project's own method adds a route, as one that adds each with and without a last slash."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.routing.objects import Text

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
PATH = "path"
"""What the framework calls the parameter."""


class _UnclearError(Exception):
    """The method does something that is not followed."""


def added_paths(method: FunctionDefinition, text: Text) -> tuple[Text, ...] | None:
    """The paths that a method hands to the framework's when it is given one; None where that cannot be told.

    Followed are texts that are put together and cut at their end, and branches that ask for that end.
    """
    node = method.node()
    if isinstance(node, ast.Lambda) or (text and not isinstance(text[-1], str)):
        return None
    arguments = node.args
    if PATH not in {each.arg for each in (*arguments.args[1:2], *arguments.kwonlyargs)}:
        return None
    end = str(text[-1]) if text else ""
    run = _Run(method.name, end, is_whole=len(text) < 2)
    try:
        run.follow(node.body)
    except _UnclearError:
        return None
    return tuple((*text[:-1], *((each,) if each else ())) for each in dict.fromkeys(run.added)) or None


class _Run:
    """Runs a method's statements with what is known of the path: its end, or all of it."""

    def __init__(self, name: str, end: str, is_whole: bool) -> None:
        self.name = name
        self.is_whole = is_whole
        self.known = {PATH: end}
        self.added: list[str] = []

    def follow(self, body: list[ast.stmt]) -> bool:
        """Run some statements; whether what follows them is run."""
        for statement in body:
            if isinstance(statement, ast.If):
                test = self._test(statement.test)
                if test is not None:
                    if not self.follow(statement.body if test else statement.orelse):
                        return False
                    continue
                self._pass_by(statement)
            elif isinstance(statement, (ast.Expr, ast.Return, ast.Assign, ast.AnnAssign)):
                self._add(statement)
                if isinstance(statement, ast.Return):
                    return False
                if isinstance(statement, ast.Assign):
                    self._assign(statement)
                elif isinstance(statement, ast.AnnAssign):
                    self._forget(statement)
            else:
                self._pass_by(statement)
        return True

    def _add(self, statement: ast.stmt) -> None:
        """Take down the paths of a statement's calls of the framework's method."""
        for each in walk(statement):
            if isinstance(each, FUNCTIONS):
                self._pass_by(each)
            elif isinstance(each, ast.Call) and self._is_of_base(each):
                given = each.args[0] if each.args else None
                for keyword in each.keywords:
                    given = keyword.value if keyword.arg == PATH else given
                path = self._value(given)
                if path is None:
                    raise _UnclearError
                self.added.append(path)

    def _assign(self, statement: ast.Assign) -> None:
        target = statement.targets[0]
        value = self._value(statement.value)
        if len(statement.targets) == 1 and isinstance(target, ast.Name) and value is not None:
            self.known[target.id] = value
        else:
            self._forget(statement)

    def _forget(self, node: ast.AST) -> None:
        for each in walk(node):
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
                self.known.pop(each.id, None)

    def _pass_by(self, node: ast.AST) -> None:
        """Leave out what is not followed; it must neither add a route nor change what is known."""
        for each in walk(node):
            if isinstance(each, ast.Call) and self._is_of_base(each):
                raise _UnclearError
            if isinstance(each, ast.Return) and not isinstance(node, FUNCTIONS):
                raise _UnclearError
            if isinstance(each, ast.Nonlocal) and not self.known.keys().isdisjoint(each.names):
                raise _UnclearError
        if not isinstance(node, FUNCTIONS):
            self._forget(node)

    def _is_of_base(self, call: ast.Call) -> bool:
        function = call.func
        return (
            isinstance(function, ast.Attribute)
            and isinstance(function.value, ast.Call)
            and getattr(function.value.func, "id", "") == "super"
        )

    def _value(self, node: ast.expr | None) -> str | None:
        """What is known of a text."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.Name):
            return self.known.get(node.id)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self._joined([node.left, node.right])
        if isinstance(node, ast.JoinedStr):
            return self._joined(
                [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
            )
        if isinstance(node, ast.IfExp):
            test = self._test(node.test)
            return None if test is None else self._value(node.body if test else node.orelse)
        if isinstance(node, ast.Subscript) and ast.unparse(node.slice) == ":-1":
            value = self._value(node.value)
            return value[:-1] if value else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            value, given = self._value(node.func.value), self._arguments(node)
            if value is not None and given is not None and len(given) == 1:
                if node.func.attr == "removesuffix":
                    return value.removesuffix(given[0])
                if node.func.attr == "rstrip":
                    return value.rstrip(given[0])
        return None

    def _joined(self, parts: list[ast.expr]) -> str | None:
        """Texts one behind the other; what is known of the path only by its end must come first."""
        values = [self._value(each) for each in parts]
        if not self.is_whole and any(not isinstance(each, ast.Constant) for each in parts[1:]):
            return None
        return "".join(map(str, values)) if None not in values else None

    def _arguments(self, call: ast.Call) -> list[str] | None:
        given = [self._value(each) for each in call.args]
        return [str(each) for each in given] if None not in given and not call.keywords else None

    def _test(self, node: ast.expr) -> bool | None:
        """The outcome of a test of the path; None where that is not known."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            test = self._test(node.operand)
            return None if test is None else not test
        if isinstance(node, ast.BoolOp):
            tests = [self._test(each) for each in node.values]
            if None in tests:
                return None
            return all(tests) if isinstance(node.op, ast.And) else any(tests)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            value, given = self._value(node.func.value), self._arguments(node)
            if node.func.attr == "endswith" and value is not None and given is not None and len(given) == 1:
                return value.endswith(given[0])
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and self.is_whole:
            left, right = self._value(node.left), self._value(node.comparators[0])
            if left is not None and right is not None and isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
                return (left == right) is isinstance(node.ops[0], ast.Eq)
        if isinstance(node, ast.Name) and self.is_whole and node.id in self.known:
            return bool(self.known[node.id])
        return None
