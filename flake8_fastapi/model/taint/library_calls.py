"""What the functions and methods of libraries hand on of the values that they are given."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.taint import tables
from flake8_fastapi.model.taint.flows import ANY, CLEAN, Called, Flow, Key, Member, Step, Text, unguarded
from flake8_fastapi.model.taint.manner import Manner
from flake8_fastapi.model.taint.search import Search
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import External, FunctionObject, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.taint.manner import Frame, Origin

NUMBERING = frozenset({"builtins.enumerate", "builtins.zip"})
DUMPING = frozenset({"dataclasses.asdict", "builtins.vars"})
DUMPS = frozenset({"model_dump", "dict", "asdict"})


class LibraryCalls(Search):
    """The search behind calls of libraries."""

    def library_call(
        self, flow: Called, frame: Frame, path: tuple[Step, ...], manner: Manner, checks: frozenset[Key]
    ) -> Iterator[Origin]:
        """What the result of a call holds that is none of a function of the project."""
        known = tables()
        functions = {each[0] for each in self.callees.names(flow) if len(each) == 1}
        if functions & known.path_functions and len(flow.positional) > 1:
            yield from self.composed(flow.positional, frame, True, manner, checks)
        elif functions:
            passes = functions & (known.passing_functions | known.path_functions)
            is_key = bool(functions & DUMPING) and path[:1] == (None,)
            if functions & NUMBERING and len(path) > 1 and path[0] is None:
                yield from self._numbered(flow, functions, frame, path, manner, checks)
            elif "builtins.dict" in functions:
                yield from self._dictionary(flow, frame, path, manner, checks)
            elif passes and not is_key:
                given = (*flow.positional, *(each for _, each in flow.keywords))
                yield from self._through(given, frame, path, manner, checks)
        elif isinstance(flow.node.func, ast.Attribute) and flow.name in known.passing_methods:
            yield from self._method(flow, frame, path, manner, checks)

    def _method(
        self, flow: Called, frame: Frame, path: tuple[Step, ...], manner: Manner, checks: frozenset[Key]
    ) -> Iterator[Origin]:
        """What the result of a method holds of the object and of the arguments."""
        name = flow.name
        if name == "join":
            items = (Member(each, None, flow.body) for each in flow.positional)
            yield from self.composed((CLEAN, *items), frame, False, manner._replace(leads=True), checks)
        elif name in ("format", "format_map"):
            yield from self._formatted(flow, frame, manner, checks)
        elif name in ("get", "pop", "setdefault", "getlist"):
            key = unguarded(flow.positional[0]) if flow.positional else CLEAN
            step = key.value if isinstance(key, Text) else ANY
            yield from self.origins(flow.receiver, frame, (step, *path), manner, checks)
            yield from self._through(flow.positional[1:], frame, path, manner, checks)
        elif name in ("values", "items", "keys", "multi_items"):
            yield from self._items(flow, frame, path, manner, checks)
        elif name in DUMPS:
            # The names of a model's fields are the program's; their values are the client's.
            if path[:1] != (None,):
                yield from self.origins(flow.receiver, frame, path, manner, checks)
        elif name != "replace" or not self._makes_harmless(flow):
            yield from self.origins(flow.receiver, frame, path, manner, checks)
            if name in ("replace", "joinpath"):
                added = flow.positional[1 if name == "replace" else 0 :]
                joined = manner._replace(is_composed=True, is_path=manner.is_path or name == "joinpath")
                yield from self._through(added, frame, (), joined, checks)

    def _makes_harmless(self, flow: Called) -> bool:
        """Whether ``x.replace(...)`` takes characters out that do harm, or may do so."""
        replaced = unguarded(flow.positional[0]) if flow.positional else CLEAN
        return not isinstance(replaced, Text) or bool(set(replaced.value) & tables().harmful_characters)

    def _formatted(
        self, flow: Called, frame: Frame, manner: Manner, checks: frozenset[Key]
    ) -> Iterator[Origin]:
        if not self._is_text_like(flow):
            return
        given = (*flow.positional, *(each for _, each in flow.keywords))
        leads = manner.leads and shape_start(flow.receiver) in ("{", "")
        yield from self.composed((flow.receiver,), frame, False, manner, checks)
        yield from self._through(given, frame, (), Manner(True, leads, manner.is_path), checks)

    def _numbered(
        self,
        flow: Called,
        functions: set[str],
        frame: Frame,
        path: tuple[Step, ...],
        manner: Manner,
        checks: frozenset[Key],
    ) -> Iterator[Origin]:
        """``enumerate`` and ``zip``: each member of their items comes from another argument."""
        place = path[1]
        given = flow.positional
        if "builtins.enumerate" in functions:
            given = (given[:1] if place == 1 else ()) if place in (0, 1) else given[:1]
        elif isinstance(place, int):
            given = given[place : place + 1]
        for each in given:
            yield from self.origins(each, frame, (None, *path[2:]), manner, checks)

    def _dictionary(
        self, flow: Called, frame: Frame, path: tuple[Step, ...], manner: Manner, checks: frozenset[Key]
    ) -> Iterator[Origin]:
        """``dict(rows, name=value)``: its keys are the program's where they are keywords."""
        yield from self._through(flow.positional, frame, path, manner, checks)
        for name, each in flow.keywords:
            if path[:1] in ((), (ANY,), (name,)):
                yield from self.origins(each, frame, path[1:], manner, checks)

    def _items(
        self, flow: Called, frame: Frame, path: tuple[Step, ...], manner: Manner, checks: frozenset[Key]
    ) -> Iterator[Origin]:
        """What iterating over the keys, values or items of a dictionary gives."""
        inner = path[1:] if path[:1] == (None,) else path
        wanted: set[Step] = {None} if flow.name == "keys" else {ANY} if flow.name == "values" else {None, ANY}
        if flow.name in ("items", "multi_items") and inner and inner[0] in (0, 1):
            wanted, inner = ({None} if inner[0] == 0 else {ANY}), inner[1:]
        for step in (None, ANY):
            if step in wanted:
                yield from self.origins(flow.receiver, frame, (step, *inner), manner, checks)

    def _is_text_like(self, flow: Called) -> bool:
        """Whether ``x.format(...)`` formats a text and not something of a library's (psycopg's SQL)."""
        func = flow.node.func
        if not isinstance(func, ast.Attribute):
            return False
        options = alternatives(flow.body.types.of(func.value))
        return not any(
            isinstance(each, (External, FunctionObject))
            or (isinstance(each, Instance) and each.cls != "builtins.str")
            for each in options
        )

    def _through(
        self,
        given: tuple[Flow, ...],
        frame: Frame,
        path: tuple[Step, ...],
        manner: Manner,
        checks: frozenset[Key],
    ) -> Iterator[Origin]:
        for each in given:
            yield from self.origins(each, frame, path, manner, checks)


def shape_start(flow: Flow) -> str:
    """The first character of a literal text."""
    plain = unguarded(flow)
    return plain.value[:1] if isinstance(plain, Text) else "?"
