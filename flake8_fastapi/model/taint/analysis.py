"""The flows of a project's functions, made when somebody asks for one, and kept."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.taint import tables
from flake8_fastapi.model.taint.body import Body
from flake8_fastapi.model.taint.endings import WORDS as ENDING_WORDS
from flake8_fastapi.model.taint.endings import looks_at_ending_only
from flake8_fastapi.model.taint.flows import PASSED, Called, keys_within
from flake8_fastapi.model.taint.types_of_body import TypesOfBody
from flake8_fastapi.model.types import UNKNOWN, FunctionObject, Instance, class_name

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.taint.callee import Callees
    from flake8_fastapi.model.taint.callers import Callers
    from flake8_fastapi.model.taint.flows import Key
    from flake8_fastapi.model.types import Type


KEPT_BODIES = 80
"""Functions whose flows are kept: the values of a whole project would take hundreds of megabytes."""


CALLED = re.compile(r"\b(\w+)\(")

OF_A_DATABASE = re.compile(
    r"\b(\w+|\w+\.\w+)\.(?:query|execute\w*|exec|scalars?|stream\w*|cursor|find|fetch\w*|iterate|session)\b"
)
"""A parameter, or an attribute of an object, that may be a session, connection, cursor or collection."""

DEEPEST_TEST = 2
"""Functions that only test what they are given, one behind the other."""


class Analysis:
    """The bodies of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.interpreter = project.interpreter
        self._bodies: OrderedDict[FunctionDefinition, Body] = OrderedDict()
        self._types: OrderedDict[FunctionDefinition, TypesOfBody] = OrderedDict()
        self._tested_parameters: dict[tuple[FunctionDefinition, frozenset[str], int], frozenset[str]] = {}
        self._endings: dict[FunctionDefinition, tuple[list[str], frozenset[str]]] = {}
        self._given: dict[FunctionDefinition, tuple[Type, tuple[tuple[str, Type], ...]]] = {}
        self._raising: dict[FunctionDefinition, bool] = {}
        self._lineages: dict[ClassDefinition | str, frozenset[str]] = {}

    @cached_property
    def callees(self) -> Callees:
        """What calls reach."""
        from flake8_fastapi.model.taint.callee import Callees

        return Callees(self)

    @cached_property
    def callers(self) -> Callers:
        """Who calls a function."""
        from flake8_fastapi.model.taint.callers import Callers

        return Callers(self)

    @cached_property
    def query_words(self) -> frozenset[str]:
        """The last parts of the names of what executes SQL, of libraries that the project's texts mention."""
        contents = [content for _, content in self.project.survey.contents()]
        known: set[str] = set()
        for package, words in tables().packages["sql"].items():
            if not words <= known and any(package.encode() in content for content in contents):
                known |= words
        return frozenset(known)

    def body_of(self, definition: FunctionDefinition) -> Body | None:
        """The flows of a function; of a nested one as its outer function defines it.

        None for a nested one that the outer one never comes to.
        """
        outermost = definition.outermost
        outer = self._bodies.get(outermost)
        if outer is None:
            outer = self._bodies[outermost] = Body(outermost, self._types_of(outermost))
            if len(self._bodies) > KEPT_BODIES:
                self._bodies.popitem(last=False)
        else:
            self._bodies.move_to_end(outermost)
        if outermost is definition:
            return outer
        place = (definition.line, definition.column)
        for each in outer.all_bodies:
            if (each.definition.line, each.definition.column) == place:
                return each
        return None

    def _types_of(self, definition: FunctionDefinition) -> TypesOfBody:
        known = self._types.get(definition)
        if known is None:
            known = self._types[definition] = TypesOfBody(self, definition)
            if len(self._types) > KEPT_BODIES:
                self._types.popitem(last=False)
        return known

    def given_to(self, definition: FunctionDefinition) -> tuple[Type, tuple[tuple[str, Type], ...]]:
        """The receiver of a function and the types of parameters, as far as only callers tell them."""
        known = self._given.get(definition)
        if known is None:
            known = self._given[definition] = self._ask_callers(definition)
        return known

    def _ask_callers(self, definition: FunctionDefinition) -> tuple[Type, tuple[tuple[str, Type], ...]]:
        given = self.interpreter.given
        receiver = self.interpreter.receiver_of(definition)
        asked = set(OF_A_DATABASE.findall(self.project.bodies.text_of(definition)))
        if definition.parent is not None or not asked:
            return receiver, ()
        is_kept = any("." in each for each in asked)
        if is_kept and definition.owner is not None and isinstance(receiver, Instance):
            receiver = replace(receiver, attributes=given.attributes_of(definition.owner))
        names = [each for each in given.unsaid(definition, of_any=True) if each in asked]
        bound = {name: given.all_given(definition, name) for name in names}
        return receiver, tuple((name, of) for name, of in sorted(bound.items()) if of is not UNKNOWN)

    def may_raise(self, definition: FunctionDefinition) -> bool:
        """Whether a function may raise by its text, itself or in a function of its file that it calls."""
        known = self._raising.get(definition)
        if known is None:
            text_of = self.project.bodies.text_of
            text = text_of(definition)
            called = set(CALLED.findall(text))
            known = self._raising[definition] = _raises(text) or any(
                each.name in called and each is not definition and _raises(text_of(each))
                for each in definition.module.skeleton.functions
            )
        return known

    def endings_looked_at(self, definition: FunctionDefinition) -> tuple[list[str], frozenset[str]]:
        """The parameters of a function by position, and those of which it only looks at the ending."""
        known = self._endings.get(definition)
        if known is None:
            text = self.project.bodies.text_of(definition)
            node = definition.node() if any(word in text for word in ENDING_WORDS) else None
            names = positional_names(node) if node is not None else []
            told = (each for each in names if node is not None and looks_at_ending_only(node, each))
            known = self._endings[definition] = (names, frozenset(told))
        return known

    def passes_test(
        self, called: Called, keys: set[Key], settling_ends: frozenset[str], depth: int = DEEPEST_TEST
    ) -> bool:
        """Whether a call raises unless a value that it is given, by one of these keys, passes a test."""
        of = called.body.types.of(called.node.func)
        if not isinstance(of, FunctionObject) or of.definition.parent is not None:
            return False
        names = positional_names(of.definition.node())
        if of.receiver is not None:
            names = names[1:]
        given = [*zip(names, called.positional, strict=False), *called.keywords]
        concerned = [name for name, flow in given if not keys.isdisjoint(keys_within(flow))]
        if not concerned:
            return False
        return not self._tested(of.definition, settling_ends, depth).isdisjoint(concerned)

    def _tested(
        self, definition: FunctionDefinition, settling_ends: frozenset[str], depth: int
    ) -> frozenset[str]:
        """The parameters of a function that a condition in it checks, or in those that it calls."""
        known = self._tested_parameters.get((definition, settling_ends, depth))
        if known is None:
            body = self.body_of(definition)
            found: set[str] = set()
            for key in body.ever_checked if body is not None else ():
                if key[0] is body:
                    found.add(str(key[1]))
                elif key[0] in settling_ends and key[1] is body:
                    found.add(str(key[2]))
                elif key[0] == PASSED and depth > 0 and isinstance(key[1], Called):
                    for name in positional_names(definition.node()):
                        if self.passes_test(key[1], {(body, name)}, settling_ends, depth - 1):
                            found.add(name)
            known = self._tested_parameters[definition, settling_ends, depth] = frozenset(found)
        return known

    def lineage_names(self, cls: ClassDefinition | str) -> frozenset[str]:
        """The dotted names of a class and of all its known bases."""
        known = self._lineages.get(cls)
        if known is None:
            lineage = (cls,) if isinstance(cls, str) else self.interpreter.hierarchy.lineage(cls)
            names = {class_name(each) for each in lineage}
            for each in lineage:
                if isinstance(each, str):
                    names |= {facts.name for facts in self.interpreter.knowledge.lineage(each)}
            known = self._lineages[cls] = frozenset(names)
        return known


def _raises(text: str) -> bool:
    return "raise" in text or "assert" in text


def positional_names(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[str]:
    """The names of a function's parameters that can be given by position."""
    return [each.arg for each in (*node.args.posonlyargs, *node.args.args)]


def analysis_of(project: Project) -> Analysis:
    """The project's analysis: forgotten with everything else when unsaved text comes or goes."""
    made: Analysis | None = project.interpreter.solver.solve(
        ("taint analysis",), lambda: Analysis(project), None
    )
    assert made is not None
    return made
