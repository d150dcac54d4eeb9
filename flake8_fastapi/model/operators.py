"""Expressions with operators: what they give, and which of their parts are run."""

from __future__ import annotations

import ast

from flake8_fastapi.model import calls, iteration
from flake8_fastapi.model.branches import asks_existence
from flake8_fastapi.model.comprehensions import Comprehensions
from flake8_fastapi.model.narrowing import Narrowing, truth
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    NONE,
    UNKNOWN,
    Alias,
    ClassObject,
    Constant,
    External,
    FunctionObject,
    Instance,
    Items,
    Type,
    union,
)

PATHS = frozenset({"pathlib.Path", "anyio.Path"})
"""Classes whose ``/`` gives an object of the same class."""

TEXT = Instance("builtins.str")


class Operators(Comprehensions):
    """Evaluates expressions with operators."""

    def binary(self, node: ast.BinOp) -> Type:
        """``a + b``, ``a | b``, ``a / b``: only what says something of types."""
        left, right = self.evaluate(node.left), self.evaluate(node.right)
        self.blame_use(left)
        self.blame_use(right)
        if isinstance(node.op, ast.Div):
            for side in (*alternatives(left), *alternatives(right)):
                if isinstance(side, Instance) and side.cls in PATHS:
                    return side
        if isinstance(node.op, ast.BitOr):
            if isinstance(left, (ClassObject, Alias)) or isinstance(right, (ClassObject, Alias)):
                return Alias(self.interpreter.annotations.value_type(self, node))
            if isinstance(left, External) and isinstance(right, (External, Constant)):
                return Alias(self.interpreter.annotations.value_type(self, node))
            return self._joined(node, left, right)
        if isinstance(node.op, ast.Add) and isinstance(left, Items):
            return left
        is_text = left == TEXT or (isinstance(left, Constant) and isinstance(left.value, str))
        return TEXT if is_text else UNKNOWN

    def _joined(self, node: ast.BinOp, left: Type, right: Type) -> Type:
        """What ``left | right`` makes of objects whose library says so, as of the parts of a chain."""
        for side, other, name in ((left, right, "__or__"), (right, left, "__ror__")):
            for each in alternatives(side):
                if isinstance(each, Instance) and isinstance(each.cls, str):
                    facts = self.interpreter.knowledge.method(each.cls, name)
                    if facts is not None and facts.returns is not None:
                        return calls.method(self.as_evaluation(), node, each, name, [other])
        return UNKNOWN

    def boolean(self, node: ast.BoolOp) -> Type:
        """``a and b``, ``a or b``: each part is narrowed by those before it."""
        kept = self.env
        results = []
        is_and = isinstance(node.op, ast.And)
        self.env = dict(kept)
        for value in node.values:
            result = self.evaluate(value)
            results.append(result)
            self.blame_test(result)
            decided = truth(self, value, result)
            if decided is (not is_and) or (not is_and and isinstance(result, (ClassObject, FunctionObject))):
                break
            when_true, when_false = Narrowing(self).of(value)
            self.env.update(when_true if is_and else when_false)
        for name, of in self.env.items():
            if name not in kept:
                kept[name] = of
        self.env = kept
        if not is_and:
            results = [each for each in results[:-1] if each != NONE] + results[-1:]
            return union(results)
        return results[-1]

    def unary(self, node: ast.UnaryOp) -> Type:
        """``not a``, ``-a``."""
        of = self.evaluate(node.operand)
        if isinstance(node.op, ast.Not):
            self.blame_test(of)
            return Instance("builtins.bool")
        return of

    def compare(self, node: ast.Compare) -> Type:
        """``a == b``, ``a in b``: a truth value, and what asking a container does."""
        types = [self.evaluate(each) for each in (node.left, *node.comparators)]
        for operator, left, right in zip(node.ops, types, types[1:], strict=False):
            if not isinstance(operator, (ast.Is, ast.IsNot)):
                self.blame_use(left)
                self.blame_use(right)
            if isinstance(operator, (ast.In, ast.NotIn)):
                if isinstance(right, Instance) and self.interpreter.hierarchy.methods(right, "__contains__"):
                    calls.method(self.as_evaluation(), node, right, "__contains__", [left])
                iteration.run_through(self.as_evaluation(), node, right)
        return Instance("builtins.bool")

    def conditional(self, node: ast.IfExp) -> Type:
        """``a if test else b``, as two ways of which one is taken."""
        test = self.evaluate(node.test)
        self.blame_test(test)
        decided = truth(self, node.test, test)
        when_true, when_false = Narrowing(self).of(node.test)
        kept, results = self.env, []
        weight = decided is None and not asks_existence(node.test, self)
        self.branches += weight
        for branch, wanted, narrowed in ((node.body, True, when_true), (node.orelse, False, when_false)):
            if decided is not (not wanted):
                self.env = {**kept, **narrowed}
                results.append(self.evaluate(branch))
        self.branches -= weight
        self.env = kept
        return union(results)
