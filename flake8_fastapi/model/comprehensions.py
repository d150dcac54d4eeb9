"""Comprehensions and generator expressions: their own names, and what happens when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model import iteration
from flake8_fastapi.model.narrowing import Narrowing
from flake8_fastapi.model.nodes import Misuse
from flake8_fastapi.model.scope import Scope
from flake8_fastapi.model.types import UNKNOWN, Coroutine, Entries, Generator, Items, Type

if TYPE_CHECKING:
    import ast


class Comprehensions(Scope):
    """Evaluates comprehensions in a scope of their own."""

    def comprehension(self, node: ast.ListComp | ast.SetComp) -> Type:
        """A list or set: everything happens at once."""
        return Items(self._comprehended(node, node.elt))

    def dictionary_comprehension(self, node: ast.DictComp) -> Type:
        """A dictionary: everything happens at once."""
        value = self._comprehended(node, node.key, node.value)
        return Entries(UNKNOWN, value)

    def generator_expression(self, node: ast.GeneratorExp) -> Type:
        """A generator: the first iterable is evaluated at once, the rest when somebody iterates."""
        first = self.evaluate(node.generators[0].iter)
        kept = self.effects
        self.effects = []
        item = self._comprehended(node, node.elt, first=first)
        effects, self.effects = self.effects, kept
        is_async = any(bool(each.is_async) for each in node.generators)
        return Generator(item, tuple(effects), "", is_async)

    def _comprehended(
        self,
        node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
        *parts: ast.expr,
        first: Type | None = None,
    ) -> Type:
        kept = self.env
        self.env = dict(kept)
        for clause in node.generators:
            source = self.evaluate(clause.iter) if first is None else first
            first = None
            item = iteration.item_of_loop(self.as_evaluation(), clause.iter, source, bool(clause.is_async))
            if clause.is_async:
                self.awaits()
            self.assign(clause.target, item)
            for test in clause.ifs:
                self.blame_test(self.evaluate(test))
                self.env.update(Narrowing(self).of(test)[0])
        of: Type = UNKNOWN
        for part in parts:
            of = self.evaluate(part)
        self.env = kept
        return of

    def blame_test(self, of: Type) -> None:
        """A coroutine is always true: testing it tests nothing."""
        if isinstance(of, Coroutine) and of.certain and of.origin is not None:
            origin = of.origin
            self.blame(Misuse("tested-coroutine", origin.line, origin.column, origin.name))
