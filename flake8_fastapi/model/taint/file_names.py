"""Paths and storage keys that are made with the file name that a client sends."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.taint.flows import CLEAN, PREFIX, Called, Composed, Flow, Group, unguarded
from flake8_fastapi.model.taint.sinks import ClientFileName, Sinks, argument_of
from flake8_fastapi.model.taint.trace import Trace
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import UNKNOWN, External, Instance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_fastapi.knowledge.taint import Sink
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.manner import Origin

FILE_NAME = ".filename"
UPLOAD = re.compile(r"\bUploadFile\b|\.form\(")
SIGNING = "generate_presigned_post"
DEEPEST_FILE_NAME = 3
"""Functions that hand a file name on, one behind the other."""


class Paths(Sinks):
    """The calls of one file that make or use paths."""

    family = "path"
    settling_ends = frozenset({PREFIX})

    def may_concern(self, function: FunctionDefinition, text: str) -> bool:
        """A file name comes in there, or is handed to it by others."""
        if FILE_NAME in text or SIGNING in text:
            return True
        return function in self._receivers and (self.word.search(text) is not None or "/" in text)

    @cached_property
    def _receivers(self) -> frozenset[FunctionDefinition]:
        return file_names_of(self.analysis).receivers

    def other_rows(self, called: Called) -> list[Sink]:
        """Methods of clients of object stores are known by their names."""
        if not isinstance(called.node.func, ast.Attribute) or self.trace.callees.reached(called):
            return []
        return self.tables.anywhere.get(called.name, [])


class FileNames:
    """Where clients' file names go: from the functions that read ``.filename``, forwards through calls."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._parameters: set[tuple[FunctionDefinition, str]] = set()
        self.trace = Trace(analysis, settling_ends=Paths.settling_ends, assumed=self._parameters)

    @cached_property
    def receivers(self) -> frozenset[FunctionDefinition]:
        """The functions that are given a file name, or something made of one, by others."""
        level = list(self._readers())
        for _ in range(DEEPEST_FILE_NAME):
            following: dict[FunctionDefinition, None] = {}
            found: set[tuple[FunctionDefinition, str]] = set()
            for function in level:
                body = self.analysis.body_of(function)
                for each in body.all_bodies if body is not None else ():
                    for called in each.calls.values():
                        found.update(self._given_to(each, called))
            for definition, name in found - self._parameters:
                following[definition] = None
                self._parameters.add((definition, name))
            level = list(following)
        return frozenset(definition.outermost for definition, _ in self._parameters)

    def _readers(self) -> Iterator[FunctionDefinition]:
        project = self.analysis.project
        found: dict[FunctionDefinition, None] = {}
        for module, line, text in project.survey.uses("filename"):
            if FILE_NAME in text:
                if not any(UPLOAD.search(each) for each in project.bodies.lines_of(module)):
                    continue
                function = module.function_around(line)
                if function is not None:
                    found[function] = None
        return iter(found)

    def _given_to(self, body: Body, called: Called) -> Iterator[tuple[FunctionDefinition, str]]:
        """The parameters of the project's functions to which a call hands a file name."""
        for reached in self.trace.callees.reached(called):
            for name, value in reached.bind(called).items():
                if self.trace.first(value, body, called.checks, _is_file_name) is not None:
                    yield reached.definition, name


def file_names_of(analysis: Analysis) -> FileNames:
    """The project's file names; followed once."""
    made: FileNames | None = analysis.interpreter.solver.solve(
        ("taint file names",), lambda: FileNames(analysis), None
    )
    assert made is not None
    return made


def client_file_names(module: Module) -> Iterator[ClientFileName]:
    """Paths and storage keys of a file that a client's file name is made part of."""
    sinks = Paths(module)
    for body in sinks.bodies():
        reported: set[int] = set()
        opened: set[Flow] = set()
        """The paths that are reported where they are used first."""
        for called in list(body.calls.values()):
            if called.name not in sinks.words:
                continue
            for row in sinks.rows(called):
                value = argument_of(row, called)
                if value is None:
                    continue
                if row.item:
                    value = body.item(value, row.item)
                if unguarded(value) in opened:
                    break
                origin = _file_name(sinks, body, called, row, value)
                if origin is not None and called.node.lineno not in reported:
                    reported.add(called.node.lineno)
                    opened.add(unguarded(value))
                    kind = "join" if row.joins else "store" if row.stores else "file"
                    yield ClientFileName(
                        called.node, sinks.name_of(called), kind, origin.source, body.definition
                    )
                    break
        for joined in body.joins:
            if joined.node.lineno in reported or not _may_be_path(joined, body):
                continue
            origin = sinks.trace.first(
                joined.parts[1], body, joined.checks | frozenset(body.ever_checked), _is_file_name
            )
            if origin is not None:
                reported.add(joined.node.lineno)
                yield ClientFileName(joined.node, "/", "join", origin.source, body.definition)


def _file_name(sinks: Paths, body: Body, called: Called, row: Sink, value: Flow) -> Origin | None:
    if row.stores:
        return sinks.trace.first(value, body, called.checks, _is_stored_name(called))
    if row.joins:
        # What is checked after the join may be the joined path.
        checks = called.checks | frozenset(body.ever_checked)
        joined = (
            Composed((CLEAN, *(each for _, each in value.members)), called.node)
            if (isinstance(value, Group))
            else value
        )
        return sinks.trace.first(joined, body, checks, _is_file_name)
    return sinks.trace.first(
        value, body, called.checks, lambda origin: _is_file_name(origin) and not origin.manner.is_path
    )


def _is_file_name(origin: Origin) -> bool:
    return origin.source.kind == "file name"


def _is_stored_name(called: Called) -> Callable[[Origin], bool]:
    """A form post is signed for whatever name the client gives; elsewhere only upload names count."""
    signs = called.name == SIGNING

    def accepts(origin: Origin) -> bool:
        return origin.source.kind == "file name" or (signs and origin.manner.is_composed)

    return accepts


def _may_be_path(joined: Composed, body: Body) -> bool:
    """Whether ``a / b`` joins paths: one of the two is known to be one, or what ``a`` is is not known."""
    node = joined.node
    if not isinstance(node, ast.BinOp):
        return False
    first = alternatives(body.types.of(node.left))
    return any(each is UNKNOWN or isinstance(each, External) for each in first) or any(
        isinstance(each, Instance) and str(each.cls).startswith(("pathlib.", "anyio.Path"))
        for each in (*first, *alternatives(body.types.of(node)), *alternatives(body.types.of(node.right)))
    )
