"""Evaluating functions for what they make or read, instead of for what blocks in them.

It is the same evaluation of the same functions, with other effects: the engine that a helper
three calls away creates is found like a blocking call, with its chain.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flake8_fastapi.knowledge.request_path import (
    kind_of,
    loads_anything,
    predicting_methods,
    sharing_arguments,
)
from flake8_fastapi.model.effects import Effect
from flake8_fastapi.model.evaluation import Evaluation
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.request_path.following import CONSTRUCTORS, FollowingInterpreter
from flake8_fastapi.model.request_path.new_objects import is_new_object
from flake8_fastapi.model.streaming import CONTENT, STREAMS
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import ClassObject, Generator

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.request_path.reach import Reach
    from flake8_fastapi.model.types import FunctionObject, Type

READING = "made environment"
MODEL = "made model"
ANYTHING = "made anything"
"""What is loaded may be a model; a caller that asks it for predictions tells that it is one."""
SOURCES = "settings_customise_sources"
CATEGORY = "made "
"""What the categories of such effects begin with; the kind follows. No blocking category does."""
KEPT = "kept "
"""The same for what a method puts into an attribute of its object, so that it lives as long as that."""


class MakingEvaluation(Evaluation):
    """An evaluation whose effects are what is made or read.

    What is put where it outlives the call (a global, an attribute, a dictionary) is not made for
    one request: only a constructor's own attributes live no longer than what it constructs. What a
    thread makes for a request is made for it all the same.
    """

    counts_offloaded = True
    counts_async_tasks = True

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._made_locals: dict[str, list[Effect]] = {}
        self._filled: set[tuple[str, str]] = set()
        """What objects of this function have been filled with."""

    def emit(self, effect: Effect) -> None:
        """Record what is made; what blocks does not matter here.

        Behind a look into what was kept before it is made for few requests only.
        """
        if effect.category.startswith((CATEGORY, KEPT)):
            super().emit(replace(effect, doubt=1) if self.look_ups and not effect.doubt else effect)

    def _weight_of_branch(self, node: ast.If) -> int:
        """How many branches an ``if`` counts for; 0 also where it gives the answer and nothing follows.

        ``if found := await ask(): client = Client(); return client.get(found)`` gives up otherwise.
        """
        weight = super()._weight_of_branch(node)
        is_all = not node.orelse and not self.following and not self.behind
        return 0 if weight == 1 and is_all and _answers(node.body) else weight

    def one_a_place(self) -> tuple[Effect, ...]:
        """One effect of each kind at each place: a helper that reads its key outside makes a client, too.

        Of several, as of ``Client() if x else Client(y)``, the most certain one.
        """
        found: dict[tuple[int, int, str], Effect] = {}
        for effect in self.effects:
            if effect.category == ANYTHING and self._predicts(effect):
                effect = replace(effect, category=MODEL)
            place = (effect.line, effect.column, effect.category)
            known = found.get(place)
            if known is None or effect.doubt_above < known.doubt_above:
                found[place] = effect
        return tuple(found.values())

    def note_library_call(self, node: ast.expr, name: str, label: str = "") -> None:
        """Record that a library's function or class is called, if it is one of those."""
        if name in STREAMS:
            self._note_stream(node)
        kind = kind_of(name) if not loads_anything(name) else "anything"
        if kind == "settings" and self._has_sources_of_its_own(node):
            return
        if kind == "environment" and self._computes_name(node):
            return
        if kind is not None and not _brings_its_own(node, kind):
            self.emit(Effect(node.lineno, node.col_offset, CATEGORY + kind, label or name, name))

    def _computes_name(self, node: ast.expr) -> bool:
        """Whether the name of a variable of the environment is put together, or what an object holds.

        There is no such field to declare.
        """
        if isinstance(node, ast.Subscript):
            key: ast.expr | None = node.slice
        else:
            key = node.args[0] if isinstance(node, ast.Call) and node.args else None
        while isinstance(key, ast.Attribute):
            key = key.value
            if isinstance(key, ast.Name):
                return key.id in self.env
        return isinstance(key, (ast.JoinedStr, ast.BinOp))

    def _predicts(self, loaded: Effect) -> bool:
        """Whether the function asks what is loaded there for predictions, as only models give them."""
        if self.definition is None:
            return False
        nodes = list(walk(self.definition.node()))
        asked = [
            each.value
            for each in nodes
            if isinstance(each, ast.Attribute) and each.attr in predicting_methods()
        ]
        if any(_is_in(loaded, each) for each in asked):
            return True
        given = (each for each in nodes if isinstance(each, ast.Assign) and _is_in(loaded, each.value))
        targets = [target for each in given for target in each.targets]
        targets += [part for each in targets if isinstance(each, ast.Tuple) for part in each.elts]
        names = {each.id for each in targets if isinstance(each, ast.Name)}
        return any(isinstance(each, ast.Name) and each.id in names for each in asked)

    def _note_stream(self, node: ast.expr) -> None:
        """Record what the generator does that a response is given, and runs while it is sent."""
        content = argument(node, CONTENT, 0) if isinstance(node, ast.Call) else None
        of = self.type_of(content) if content is not None else None
        if content is not None and isinstance(of, Generator):
            for effect in of.effects:
                self.emit_at(content, effect)

    def _has_sources_of_its_own(self, node: ast.expr) -> bool:
        """Whether the settings class that is called says itself what it reads, which need not be outside."""
        of = self.reference(node.func) if isinstance(node, ast.Call) else None
        if not isinstance(of, ClassObject):
            return False
        return self.interpreter.hierarchy.method(of.definition, SOURCES) is not None

    def _as_async(self, node: ast.expr, of: Type, known: int) -> Type:
        """``async with`` makes what it enters like any other statement."""
        return of

    def _note_task(self, value: ast.expr, target: ast.expr) -> None:
        """Forget what an assignment keeps, and remember what it gives a local name."""
        super()._note_task(value, target)
        if not self.effects:
            return
        made = [each for each in self.effects if _is_in(each, value)]
        if isinstance(value, ast.Name):
            made += self._made_locals.get(value.id, [])
        targets = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
        outside = self.globals | self.nonlocals
        if all(isinstance(each, ast.Name) and each.id not in outside for each in targets):
            for each in targets:
                if isinstance(each, ast.Name):  # also in another branch
                    self._made_locals[each.id] = [*self._made_locals.get(each.id, ()), *made]
        elif made and not self._is_own_attribute(target, CONSTRUCTORS):
            # What is read outside is read each time, wherever it goes.
            kept = [each for each in made if each.category != READING]
            others = [each for each in self.effects if each not in kept]
            if self._is_own_attribute(target) and not isinstance(self.receiver, ClassObject):
                others += [_kept(each) for each in kept]
            self.effects = others

    def forget_from(self, first: int, path: str) -> None:
        """Drop what happens once; what the object keeps happens once for each object."""
        behind = self.effects[first:]
        super().forget_from(first, path)
        if path.partition(".")[0] == self.receiver_name:
            self.effects += [replace(each, branches=0) for each in behind if each.category.startswith(KEPT)]

    def as_felt(self, node: ast.expr, function: FunctionObject, effect: Effect) -> Effect | None:
        """What an object of the project keeps is made for the request if the object is: once for each."""
        if not effect.category.startswith(KEPT):
            return effect
        called = node.func if isinstance(node, ast.Call) else node
        if not isinstance(called, ast.Attribute):
            return None
        owner = called.value
        if isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name) and owner.func.id == "super":
            return effect
        if isinstance(owner, ast.Name) and owner.id == self.receiver_name:
            return effect
        if not is_new_object(self, owner):
            return None
        kept = ast.unparse(owner), effect.category
        if kept in self._filled:
            return None
        self._filled.add(kept)
        return replace(effect, category=CATEGORY + effect.category.removeprefix(KEPT))

    def _is_own_attribute(self, target: ast.expr, methods: frozenset[str] | None = None) -> bool:
        """Whether a method, or one of these, keeps it in its object."""
        return (
            self.definition is not None
            and (methods is None or self.definition.name in methods)
            and isinstance(target, ast.Attribute)
            and isinstance(target.value, ast.Name)
            and target.value.id == self.receiver_name
        )


def _brings_its_own(node: ast.expr, kind: str) -> bool:
    """Whether a call hands in the pool or transport that would be made anew without it."""
    if not isinstance(node, ast.Call):
        return False
    shared = sharing_arguments().get(kind, frozenset())
    return any(
        each.arg in shared and not (isinstance(each.value, ast.Constant) and each.value.value is None)
        for each in node.keywords
    )


def _answers(body: list[ast.stmt]) -> bool:
    """Whether statements end by returning something, be it inside of a ``with``."""
    last = body[-1]
    if isinstance(last, (ast.With, ast.AsyncWith)):
        return _answers(last.body)
    if not isinstance(last, ast.Return) or last.value is None:
        return False
    return not isinstance(last.value, ast.Constant) or bool(last.value.value)


def _kept(effect: Effect) -> Effect:
    return replace(effect, category=KEPT + effect.category.removeprefix(CATEGORY).removeprefix(KEPT))


def _is_in(effect: Effect, node: ast.expr) -> bool:
    """Whether an effect stands inside of an expression."""
    begin, end = (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)
    return begin <= (effect.line, effect.column) < end


class MakingInterpreter(FollowingInterpreter):
    """Answers what functions make or read."""

    evaluation_class = MakingEvaluation

    def __init__(self, project: Project, reach: Reach) -> None:
        """``reach`` tells in which functions anything may be made."""
        super().__init__(project)
        self._reach = reach

    def concerns(self, definition: FunctionDefinition) -> bool:
        """Whether something may be made there."""
        return bool(self._reach.kinds_in(definition))
