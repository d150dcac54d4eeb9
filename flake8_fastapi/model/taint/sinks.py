"""Where in a file a client's text arrives where it does harm: what all kinds of such places share."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from flake8_fastapi.knowledge.taint import Sink, tables
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.taint.analysis import Analysis, analysis_of
from flake8_fastapi.model.taint.flows import ENDING, PREFIX, Called, Flow, Group
from flake8_fastapi.model.taint.trace import DEEPEST, Trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.client import Source

IMPORTED_AS = re.compile(r"\b(\w+)\s+as\s+(\w+)")
RENAMES = " as "
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class TaintedSink(Located):
    """A call in which something that a client controls is dangerous.

    ``name`` is what is called; ``kind`` what the text is for (``redirect``, ``page``, ``file``, ``request``
    for a target; ``join``, ``store`` or ``file`` for a path).
    """

    node: ast.expr
    name: str
    kind: str
    source: Source
    function: FunctionDefinition


class ComposedQuery(TaintedSink):
    """SQL that a client's text is made part of."""


class ClientFileName(TaintedSink):
    """A path or storage key that a client's file name is made part of."""


class ControlledTarget(TaintedSink):
    """A redirect, a page, a file to send or a request of ours whose target a client chooses."""


class Sinks:
    """The places of one kind in one file."""

    family: ClassVar[str]
    """The family of sinks in the tables."""
    settling_ends: ClassVar[frozenset[str]] = frozenset({PREFIX, ENDING})
    """Whether a look at the beginning or the end of a text says that it is harmless."""
    deepest: ClassVar[int] = DEEPEST
    """Functions between the place and the client."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.analysis: Analysis = analysis_of(module.project)
        self.trace = Trace(self.analysis, settling_ends=self.settling_ends, deepest=self.deepest)
        self.tables = tables()
        self.text = "\n".join(module.project.bodies.lines_of(module))
        self.words = self._names_used(self.tables.words[self.family])
        self.word = calls_of(self.words)

    def _names_used(self, words: frozenset[str]) -> frozenset[str]:
        """The last parts of the sinks' names, and what this file imports them as."""
        return words | {alias for name, alias in self._renamed if name in words}

    @cached_property
    def _renamed(self) -> list[tuple[str, str]]:
        """What the file imports under another name, and that name; a line of ``except`` does not matter."""
        lines = [line for line in self.text.split("\n") if RENAMES in line] if RENAMES in self.text else []
        return IMPORTED_AS.findall("\n".join(lines))

    def bodies(self) -> Iterator[Body]:
        """The functions of the file that may have such a place."""
        if is_test_file(self.module.display_path):
            return
        text_of = self.module.project.bodies.text_of
        for function in self.module.skeleton.functions:
            if self.may_concern(function, text_of(function)):
                body = self.analysis.body_of(function)
                if body is not None:
                    yield from body.all_bodies

    def may_concern(self, function: FunctionDefinition, text: str) -> bool:
        """A look at a function's text: most have nothing that could be of interest."""
        raise NotImplementedError

    def rows(self, called: Called) -> list[Sink]:
        """What the tables say of a call, for this family; the name was looked at before."""
        found: list[Sink] = []
        for names in self.trace.callees.names(called):
            if len(names) == 1:
                found += self.tables.functions.get(names[0], ())
            else:
                found += self.tables.methods.get((names[0], names[1]), ())
        if not found:
            found += self.other_rows(called)
        return [each for each in dict.fromkeys(found) if each.family == self.family]

    def other_rows(self, called: Called) -> list[Sink]:
        """What may be said of a call of which the tables say nothing."""
        return []

    def name_of(self, called: Called) -> str:
        """How a message names what is called."""
        name = ast.unparse(called.node.func)
        return name if len(name) <= LONGEST_NAME else called.name


def calls_of(names: frozenset[str]) -> re.Pattern[str]:
    """Finds calls of functions and methods by the last parts of their names."""
    return re.compile(rf"\b(?:{'|'.join(sorted(names))})\s*\(")


def argument_of(row: Sink, called: Called) -> Flow | None:
    """The value that a sink takes from a call; None where the call does not give it."""
    if row.receiver:
        return called.receiver
    if row.from_argument is not None:
        given = called.positional[row.from_argument :]
        return Group(tuple((None, each) for each in given)) if given else None
    for name in row.keywords:
        found = called.argument(name, None)
        if found is not None:
            return found
    return called.argument("", row.argument)
