"""Who a call reaches, and which argument arrives in which parameter."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.taint.analysis import positional_names
from flake8_fastapi.model.taint.flows import CLEAN, Called, Flow, Group, Member, either
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    ClassObject,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    Partial,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.types import Type


@dataclass(frozen=True, slots=True)
class Reached:
    """A function of the project that a call runs, and the arguments as the function is given them."""

    definition: FunctionDefinition
    receiver: Flow | None
    positional: tuple[Flow, ...]
    keywords: tuple[tuple[str, Flow], ...]
    rest: Flow

    def bind(self, called: Called) -> dict[str, Flow]:
        """The flows of the function's parameters."""
        node = self.definition.node()
        names = positional_names(node)
        given = self.positional
        bound: dict[str, Flow] = {}
        if self.receiver is not None and names:
            bound[names[0]] = self.receiver
            names = names[1:]
        bound.update(zip(names, given, strict=False))
        keyword_names = {*names, *(each.arg for each in node.args.kwonlyargs)}
        extra = []
        for name, flow in self.keywords:
            if name in keyword_names:
                bound[name] = flow
            else:
                extra.append((name, flow))
        if node.args.vararg is not None:
            surplus = tuple((None, each) for each in given[len(names) :])
            bound[node.args.vararg.arg] = either((Group(surplus), self.rest))
        if node.args.kwarg is not None:
            bound[node.args.kwarg.arg] = either((Group(tuple(extra), is_dictionary=True), self.rest))
        if self.rest is not CLEAN:
            for name in keyword_names - bound.keys():
                bound[name] = Member(self.rest, name, called.body)
        return bound


class Callees:
    """Resolves calls by the types of what is called."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.knowledge = analysis.project.knowledge

    def type_of(self, called: Called) -> Type:
        """The type of what is called."""
        return called.body.types.of(called.node.func)

    def names(self, called: Called) -> list[tuple[str, ...]]:
        """The canonical names of library functions and methods that a call may reach.

        ``(name,)`` for a function or class, ``(class, method)`` for each class that the object is of.
        """
        found: list[tuple[str, ...]] = []
        for of in alternatives(self.type_of(called)):
            if isinstance(of, External):
                found.append((self.knowledge.canonical(of.name),))
            elif isinstance(of, ExternalMethod) and isinstance(of.receiver, Instance):
                lineage = sorted(self.analysis.lineage_names(of.receiver.cls))
                found += [(cls, of.name) for cls in lineage]
        return found

    def reached(self, called: Called) -> list[Reached]:
        """The functions of the project that a call runs, also in a thread or later."""
        found = []
        for of in alternatives(self.type_of(called)):
            found += self._reached(of, called, called.positional, called.keywords)
        return found

    def _reached(
        self,
        of: Type,
        called: Called,
        positional: tuple[Flow, ...],
        keywords: tuple[tuple[str, Flow], ...],
    ) -> list[Reached]:
        if isinstance(of, FunctionObject):
            receiver = called.receiver if of.receiver is not None else None
            return [Reached(of.definition, receiver, positional, keywords, called.rest)]
        if isinstance(of, Partial) and not of.positional and not of.keywords:
            return self._reached(of.target, called, positional, keywords)
        if isinstance(of, ClassObject):
            method = self.analysis.interpreter.hierarchy.method(of.definition, "__init__")
            return [Reached(method, CLEAN, positional, keywords, called.rest)] if method is not None else []
        if isinstance(of, Instance) and not isinstance(of.cls, str):
            method = self.analysis.interpreter.hierarchy.method(of.cls, "__call__")
            return [Reached(method, called.receiver, positional, keywords, called.rest)] if method else []
        return self._offloaded(of, called)

    def _offloaded(self, of: Type, called: Called) -> list[Reached]:
        """What is handed to a thread, a task or another process together with its arguments."""
        offloader = None
        if isinstance(of, External):
            offloader = self.knowledge.offloader(self.knowledge.canonical(of.name))
        elif isinstance(of, ExternalMethod) and isinstance(of.receiver, Instance):
            for cls in sorted(self.analysis.lineage_names(of.receiver.cls)):
                offloader = offloader or self.knowledge.method_offloader(cls, of.name)
        node = called.node
        if offloader is None or offloader.position is None or offloader.position >= len(node.args):
            return []
        if any(isinstance(each, ast.Starred) for each in node.args[: offloader.position + 1]):
            return []
        handed = node.args[offloader.position]
        target = called.body.types.of(handed)
        found = []
        for each in alternatives(target):
            if isinstance(each, FunctionObject):
                receiver = None
                if each.receiver is not None:
                    above = handed.value if isinstance(handed, ast.Attribute) else None
                    receiver = called.body.env.get(above.id, CLEAN) if isinstance(above, ast.Name) else CLEAN
                rest = called.positional[offloader.position + 1 :]
                found.append(Reached(each.definition, receiver, rest, called.keywords, called.rest))
        return found
