"""Where in a file a client's text arrives in SQL, in a path, or in the target of a request or answer."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.taint import Sink, tables
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.taint.analysis import Analysis, analysis_of
from flake8_fastapi.model.taint.flows import (
    CLEAN,
    Called,
    Composed,
    Either,
    Flow,
    Group,
    Parameter,
    Text,
    shape,
    unguarded,
)
from flake8_fastapi.model.taint.manner import Origin
from flake8_fastapi.model.taint.trace import DEEPEST, Trace
from flake8_fastapi.model.types import UNKNOWN, External, ExternalMethod, Instance, alternatives

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.client import Source

SQL = re.compile(
    r"\s*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*(?:SELECT\b.*\bFROM\b|INSERT\s+(?:OR\s+\w+\s+)?INTO\b|UPDATE\b.*\bSET\b"
    r"|DELETE\s+FROM\b|(?:CREATE|DROP|ALTER|TRUNCATE)\s+(?:OR\s+REPLACE\s+)?(?:UNIQUE\s+)?(?:TABLE|INDEX|VIEW"
    r"|DATABASE|SCHEMA|USER|ROLE|EXTENSION)\b|WITH\b.*\bAS\s*\(|REPLACE\s+INTO\b|MERGE\s+INTO\b)",
    re.IGNORECASE | re.DOTALL,
)
SQL_WORD = re.compile(
    r"\b(?:select|insert\s+into|update|delete\s+from|where|from|order\s+by|drop|alter|create)\b",
    re.IGNORECASE,
)
SQL_START = re.compile(
    r"[\"'\n]\s*(?:select|insert\s+into|update|delete\s+from|with|create|drop|alter)\s", re.IGNORECASE
)
COMPOSITION = re.compile(
    r"\b[rR]?[fF][rR]?[\"']|\.format(?:_map)?\(|[\"']\s*%|[\"']\s*\+|\+\s*[fF]?[\"']|\.join\(|\+="
)
"""What puts a text together, as far as a look at the source tells."""

DRIVERS = re.compile(
    r"sqlite|psycopg|asyncpg|mysql|odbc|oracle|duckdb|clickhouse|cursor|bigquery|snowflake|trino|databases"
    r"|redshift|apsw|\btext\(|literal_column|exec_driver_sql|read_sql",
    re.IGNORECASE,
)
FILE_NAME = ".filename"
UPLOAD = re.compile(r"\bUploadFile\b|\.form\(")
REQUEST = re.compile(
    r"\.(?:request|stream|build_request)\(|\.(?:get|post|put|patch|delete|head|options)\(\s*(?:url\s*=\s*)?"
    r"(?:[A-Za-z_][\w.]*[(\[,)\s]|f[\"']{1,3}\{|[\"']+\s*[+%])"
)
"""A request whose URL does not begin with a literal host or path."""

IMPORTED_AS = re.compile(r"\b(\w+)\s+as\s+(\w+)")
DEEPEST_TARGET = 2
"""Functions between a target and the client: what is far away is mostly meant, or checked on the way."""

DEEPEST_WRAPPER = 3
"""Functions that only hand SQL on to a driver, one behind the other."""


@dataclass(frozen=True, slots=True)
class TaintedSink:
    """A call in which something that a client controls is dangerous.

    ``name`` is what is called; ``kind`` what the text is for (``redirect``, ``page``, ``file``, ``request``
    for a target; ``join``, ``store`` or ``file`` for a path).
    """

    node: ast.expr
    name: str
    kind: str
    source: Source
    function: FunctionDefinition

    @property
    def lineno(self) -> int:
        """The line where the call begins."""
        return self.node.lineno

    @property
    def col_offset(self) -> int:
        """The column where the call begins."""
        return self.node.col_offset


class ComposedQuery(TaintedSink):
    """SQL that a client's text is made part of."""


class ClientFileName(TaintedSink):
    """A path or storage key that a client's file name is made part of."""


class ControlledTarget(TaintedSink):
    """A redirect, a page, a file to send or a request of ours whose target a client chooses."""


class Sinks:
    """The sinks of one family in one file."""

    def __init__(self, module: Module, family: str) -> None:
        self.module = module
        self.family = family
        self.analysis: Analysis = analysis_of(module.project)
        deepest = DEEPEST_TARGET if family == "target" else DEEPEST
        self.trace = Trace(self.analysis, prefix_counts=family != "sql", deepest=deepest)
        self.tables = tables()
        self.words = self._names_used(self.tables.words[family])
        if family == "sql":
            self.words |= self.tables.unmistakable
        functions = self._names_used(self.tables.function_words[family])
        self.function = re.compile(rf"\b(?:{'|'.join(sorted(functions))})\s*\(")
        self.word = re.compile(rf"\b(?:{'|'.join(sorted(self.words))})\s*\(")

    def _names_used(self, words: frozenset[str]) -> frozenset[str]:
        """The last parts of the sinks' names, and what this file imports them as."""
        text = "\n".join(self.module.project.bodies.lines_of(self.module))
        return words | {alias for name, alias in IMPORTED_AS.findall(text) if name in words}

    def bodies(self) -> Iterator[Body]:
        """The functions of the file that may have a sink."""
        if is_test_file(self.module.display_path):
            return
        text_of = self.module.project.bodies.text_of
        for function in self.module.skeleton.functions:
            text = text_of(function)
            if self._may_concern(function, text):
                body = self.analysis.body_of(function)
                if body is not None:
                    yield from body.all_bodies

    def _may_concern(self, function: FunctionDefinition, text: str) -> bool:
        """A look at the function's text: most have nothing that could be of interest."""
        if self.family == "sql":
            if COMPOSITION.search(text) and (SQL_START.search(text) or self.word.search(text)):
                return SQL_WORD.search(text) is not None or self._is_about_drivers
            return self._is_about_drivers and self.word.search(text) is not None
        if self.family == "path":
            return (
                FILE_NAME in text
                or "generate_presigned_post" in text
                or (self.word.search(text) is not None and function in self.file_names.receivers)
            )
        return self.function.search(text) is not None or REQUEST.search(text) is not None

    @cached_property
    def _is_about_drivers(self) -> bool:
        """Whether the file may execute plain text, not only statements that an ORM has built."""
        return DRIVERS.search("\n".join(self.module.project.bodies.lines_of(self.module))) is not None

    @property
    def file_names(self) -> FileNames:
        """Where clients' file names go in the project."""
        return file_names_of(self.analysis)

    def rows(self, called: Called) -> list[Sink]:
        """What the tables say of a call, for this family; the name was looked at before."""
        found: list[Sink] = []
        of = self.trace.callees.type_of(called)
        for names in self.trace.callees.names(called):
            if len(names) == 1:
                found += self.tables.functions.get(names[0], ())
            else:
                found += self.tables.methods.get((names[0], names[1]), ())
        if not found and isinstance(called.node.func, ast.Attribute):
            if self.family == "path" and self._is_no_function_of_the_project(called):
                found += self.tables.anywhere.get(called.name, ())
            if self.family == "sql" and called.name in self.tables.unmistakable and self._is_foreign(of):
                value = called.argument("query", 0)
                if value is not None and SQL.match(shape(value)):
                    found.append(Sink("sql", 0, ("query", "sql", "statement", "operation")))
        return [each for each in dict.fromkeys(found) if each.family == self.family]

    def _is_no_function_of_the_project(self, called: Called) -> bool:
        return not self.trace.callees.reached(called)

    def _is_foreign(self, of: object) -> bool:
        """Whether what is called is no function of the project and none that the tables know."""
        if of is UNKNOWN:
            return True
        knowledge = self.module.project.knowledge
        for each in alternatives(of):  # type: ignore[arg-type]
            if isinstance(each, ExternalMethod) and isinstance(each.receiver, Instance):
                if knowledge.is_class(str(each.receiver.cls)) or "builtins." in str(each.receiver.cls):
                    return False
            elif not isinstance(each, External):
                return False
        return True

    def name_of(self, called: Called) -> str:
        """How a message names what is called."""
        name = ast.unparse(called.node.func)
        return name if len(name) <= LONGEST_NAME else called.name


LONGEST_NAME = 40


def composed_queries(module: Module) -> Iterator[ComposedQuery]:
    """SQL of a file that is composed with something that a client controls."""
    sinks = Sinks(module, "sql")
    wrappers = Wrappers(sinks)
    for body in sinks.bodies():
        for called in list(body.calls.values()):
            if not (called.positional or called.keywords):
                continue
            for value, is_part in _sql_arguments(sinks, wrappers, called):
                origin = sinks.trace.first(
                    value, body, called.checks, _is_composed_or(is_part), composed_here=not is_part
                )
                if origin is not None:
                    yield ComposedQuery(
                        called.node, sinks.name_of(called), "", origin.source, body.definition
                    )
                    break


def _is_composed_or(is_part: bool) -> Callable[[Origin], bool]:
    """A statement must be composed; what is only a part of one is composed by whoever takes it."""
    return lambda origin: is_part or origin.manner.is_composed


def _sql_arguments(sinks: Sinks, wrappers: Wrappers, called: Called) -> Iterator[tuple[Flow, bool]]:
    """The arguments of a call that become SQL, and whether they are only a part of a statement."""
    if called.name in sinks.words:
        for row in sinks.rows(called):
            value = _argument(row, called)
            if value is not None and not isinstance(unguarded(value), Text):
                yield value, row.is_part or _is_given_to(called, row.composed_by)
                return
    given = [(None, place, each) for place, each in enumerate(called.positional)]
    named = [(name, None, each) for name, each in called.keywords]
    for name, place, value in (*given, *named):
        if _has_composition(value) and SQL.match(shape(value)) and wrappers.runs(called, name, place, 0):
            yield value, False
            return


def _has_composition(flow: Flow, depth: int = 6) -> bool:
    """Whether a value may be a text made of parts that are not literal, as seen in this function."""
    plain = unguarded(flow)
    if isinstance(plain, Composed):
        return any(not isinstance(unguarded(each), Text) and each is not CLEAN for each in plain.parts) or (
            depth > 0 and any(_has_composition(each, depth - 1) for each in plain.parts)
        )
    if isinstance(plain, Called) and plain.name in ("format", "dedent", "strip", "join"):
        return True
    return isinstance(plain, Either) and any(_has_composition(each, depth - 1) for each in plain.options)


def _is_given_to(called: Called, methods: frozenset[str]) -> bool:
    """Whether the call stands directly among the arguments of one of these methods."""
    if not methods:
        return False
    return any(
        other.name in methods
        and (called.node in other.node.args or any(called.node is each.value for each in other.node.keywords))
        for other in called.body.calls.values()
    )


class FileNames:
    """Where clients' file names go: from the functions that read ``.filename``, forwards through calls."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._parameters: set[tuple[FunctionDefinition, str]] = set()
        self.trace = Trace(analysis, prefix_counts=True, assumed=self._parameters)

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
        return frozenset(_outermost(definition) for definition, _ in self._parameters)

    def _readers(self) -> Iterator[FunctionDefinition]:
        project = self.analysis.project
        found: dict[FunctionDefinition, None] = {}
        for path, line, text in project.survey.mentions("filename"):
            if FILE_NAME in text:
                module = project.module_at(path)
                lines = project.bodies.lines_of(module)
                if is_test_file(module.display_path) or not any(UPLOAD.search(each) for each in lines):
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


def _outermost(definition: FunctionDefinition) -> FunctionDefinition:
    while definition.parent is not None:
        definition = definition.parent
    return definition


def file_names_of(analysis: Analysis) -> FileNames:
    """The project's file names; followed once."""
    made: FileNames | None = analysis.interpreter.solver.solve(
        ("taint file names",), lambda: FileNames(analysis), None
    )
    assert made is not None
    return made


DEEPEST_FILE_NAME = 3


class Wrappers:
    """Functions of the project that hand SQL on to a driver as they are given it."""

    def __init__(self, sinks: Sinks) -> None:
        self.sinks = sinks

    def runs(self, called: Called, name: str | None, place: int | None, depth: int) -> bool:
        """Whether an argument of a call arrives in a driver as it is."""
        if depth > DEEPEST_WRAPPER:
            return False
        value = called.argument(name or "", place)
        for reached in self.sinks.trace.callees.reached(called):
            for parameter, flow in reached.bind(called).items():
                if flow is value and self._hands_on(reached.definition, parameter, depth):
                    return True
        return False

    def _hands_on(self, definition: FunctionDefinition, parameter: str, depth: int) -> bool:
        text = self.sinks.module.project.bodies.text_of(definition)
        if (
            not re.search(rf"\(\s*(?:[\w.]+\(\s*)?(?:\w+\s*=\s*)?{parameter}\b", text)
            and parameter not in text
        ):
            return False
        body = self.sinks.analysis.body_of(definition)
        for each in body.all_bodies if body is not None else ():
            for called in each.calls.values():
                if self._is_given(called, parameter, body, depth):
                    return True
        return False

    def _is_given(self, called: Called, parameter: str, body: Body | None, depth: int) -> bool:
        tables_ = self.sinks.tables
        if called.name in tables_.words["sql"] | tables_.unmistakable:
            for row in self.sinks.rows(called):
                value = _argument(row, called)
                if value is not None and _is_parameter(value, parameter, body):
                    return True
        for place, value in enumerate(called.positional):
            if _is_parameter(value, parameter, body) and self.runs(called, None, place, depth + 1):
                return True
        for name, value in called.keywords:
            if _is_parameter(value, parameter, body) and self.runs(called, name, None, depth + 1):
                return True
        return False


def _is_parameter(flow: Flow, name: str, body: Body | None) -> bool:
    """Whether a value is a parameter as it was given, or one of several values that may stand there."""
    plain = unguarded(flow)
    if isinstance(plain, Parameter):
        return plain.name == name and plain.body is body
    if isinstance(plain, Either):
        return any(_is_parameter(each, name, body) for each in plain.options)
    if isinstance(plain, Called) and plain.name in ("text", "str", "strip", "dedent", "cast"):
        given = plain.positional[-1:] or (plain.receiver,)
        return any(_is_parameter(each, name, body) for each in given)
    return False


def _argument(row: Sink, called: Called) -> Flow | None:
    """The value that a sink takes from a call."""
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


def client_file_names(module: Module) -> Iterator[ClientFileName]:
    """Paths and storage keys of a file that a client's file name is made part of."""
    sinks = Sinks(module, "path")
    for body in sinks.bodies():
        reported: set[int] = set()
        for called in list(body.calls.values()):
            if called.name not in sinks.words:
                continue
            for row in sinks.rows(called):
                value = _argument(row, called)
                if value is None:
                    continue
                if row.item:
                    value = body.item(value, row.item)
                origin = _file_name(sinks, body, called, row, value)
                if origin is not None and called.node.lineno not in reported:
                    reported.add(called.node.lineno)
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


def _file_name(sinks: Sinks, body: Body, called: Called, row: Sink, value: Flow) -> Origin | None:
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
    signs = called.name == "generate_presigned_post"

    def accepts(origin: Origin) -> bool:
        return origin.source.kind == "file name" or (signs and origin.manner.is_composed)

    return accepts


def _may_be_path(joined: Composed, body: Body) -> bool:
    """Whether ``a / b`` joins paths: one of the two is known to be one, or both may be."""
    node = joined.node
    if not isinstance(node, ast.BinOp):
        return False
    return (
        any(
            isinstance(each, Instance) and str(each.cls).startswith(("pathlib.", "anyio.Path"))
            for side in (node, node.left, node.right)
            for each in alternatives(body.types.of(side))
        )
        or body.types.of(node.left) is UNKNOWN
    )


URL_KINDS = frozenset({"redirect", "page"})
NOT_BY_LINK = frozenset({"header", "cookie"})
"""What nobody can make another's browser send by giving it a link."""


def controlled_targets(module: Module) -> Iterator[ControlledTarget]:
    """Redirects, pages, files and requests of a file whose target a client chooses."""
    sinks = Sinks(module, "target")
    for body in sinks.bodies():
        for called in list(body.calls.values()):
            if called.name not in sinks.words:
                continue
            for row in sinks.rows(called):
                value = _argument(row, called)
                if value is None or isinstance(unguarded(value), Text):
                    continue
                origin = sinks.trace.first(value, body, called.checks, _chooses(row.kind))
                if origin is not None:
                    yield ControlledTarget(
                        called.node, sinks.name_of(called), row.kind, origin.source, body.definition
                    )
                    break


def _chooses(kind: str) -> Callable[[Origin], bool]:
    def accepts(origin: Origin) -> bool:
        source = origin.source.kind
        if kind in URL_KINDS and source in NOT_BY_LINK:
            return False
        if kind == "page":
            return True
        if kind == "file":
            # A plain path parameter holds no slash, so it cannot leave a folder.
            return source != "path" or not origin.manner.is_composed
        return origin.manner.leads

    return accepts
