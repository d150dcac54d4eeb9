"""SQL that is composed with what a client controls."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from flake8_fastapi.knowledge.taint import Sink
from flake8_fastapi.model.taint.flows import (
    CLEAN,
    Called,
    Composed,
    Either,
    Flow,
    Text,
    shape,
    unguarded,
)
from flake8_fastapi.model.taint.sinks import ComposedQuery, Sinks, argument_of
from flake8_fastapi.model.taint.wrappers import Wrappers
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import UNKNOWN, External, ExternalMethod, Instance, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.taint.manner import Origin

SQL = re.compile(
    r"\s*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*"
    r"(?:SELECT\b.*\bFROM\b|INSERT\s+(?:OR\s+\w+\s+)?INTO\b|UPDATE\b.*\bSET\b|DELETE\s+FROM\b"
    r"|(?:CREATE|DROP|ALTER|TRUNCATE|RENAME)\s+(?:OR\s+REPLACE\s+)?(?:UNIQUE\s+)?"
    r"(?:TABLE|INDEX|VIEW|DATABASE|SCHEMA|USER|ROLE|EXTENSION)\b"
    r"|WITH\b.*\bAS\s*\(|REPLACE\s+INTO\b|MERGE\s+INTO\b)",
    re.IGNORECASE | re.DOTALL,
)
"""A text that is SQL beyond doubt."""

SQL_WORD = re.compile(
    r"\b(?:select|insert\s+into|update|delete\s+from|where|from|order\s+by|drop|alter|create)\b",
    re.IGNORECASE,
)
SQL_START = re.compile(
    r"[\"'\n]\s*(?:select|insert\s+into|update|delete\s+from|with|create|drop|alter|truncate|rename|copy)\s",
    re.IGNORECASE,
)
SQL_STATEMENT = re.compile(
    r"[\"'\n]\s*(?:select\s.*from|insert\s+(?:or\s+\w+\s+)?into|update\s.{1,150}?\bset\b|delete\s+from"
    r"|with\s.*\bas\s*\(|(?:create|drop|alter|truncate|rename)\s+(?:\w+\s+){0,3}"
    r"(?:table|index|view|database|schema|user|role|extension)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""The beginning of a statement with what must follow it somewhere: what a message to people seldom has."""
MIGRATION = re.compile(r"^from alembic import op\b|^import alembic\.op\b", re.MULTILINE)
STATEMENT = r"(?:\w+\.)?(?:select|insert|update|delete|exists|union|with_)\w*\("
FIRST_ARGUMENT = re.compile(
    rf"\s*(?:\w+\s*=\s*)?(?:{STATEMENT}|text\(\s*[\"']|[\"']|(?P<name>[^\W\d]\w*)\s*[,)])"
)
"""What is no text that others may have composed: a statement that is built right there, or a literal;
or a name, which may be either."""

COMPOSITION = re.compile(
    r"\b[rR]?[fF][rR]?[\"']|\.format(?:_map)?\(|[\"']\s*%|[\"']\s*\+|\+\s*[fF]?[\"']|\.join\(|\+="
)
"""What puts a text together, as far as a look at the source tells."""
TEXT_PREFIXES = ("f", "F", "fr", "fR", "Fr", "FR")
COMPOSING = (
    "+", "%", ".format", ".join(", *(f"{letters}{quote}" for letters in TEXT_PREFIXES for quote in "\"'"),
)  # fmt: skip
"""One of these is in it then: to look for them first takes a third of the time."""

DRIVERS = (
    "sqlite", "psycopg", "asyncpg", "mysql", "odbc", "oracle", "duckdb", "clickhouse", "cursor", "bigquery",
    "snowflake", "trino", "databases", "redshift", "apsw", "literal_column", "exec_driver_sql",
    "read_sql",
)  # fmt: skip
"""Words of a file that hands plain SQL to a driver, in lower case."""

USUAL = ("sqlalchemy", "pandas", "polars")
"""Packages whose functions have names that say what they are for; `copy` of a driver's does not."""

CALL_OF_TEXT = re.compile(r"(?<!\w)text\(")


class Queries(Sinks):
    """The calls of one file that execute SQL."""

    family = "sql"
    settling_ends: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        self.words = self._names_used(self.analysis.query_words) | self.tables.unmistakable
        self.word = calls_with_arguments(self.words)
        packages = self.tables.packages["sql"]
        usual = self.tables.unmistakable.union(*(packages[each] for each in USUAL))
        self.usual_word = calls_with_arguments(self._names_used(usual))
        here = usual.union(*(words for package, words in packages.items() if package in self.text))
        self.word_of_file = calls_with_arguments(self._names_used(here))

    def may_concern(self, function: FunctionDefinition, text: str) -> bool:
        """Something puts SQL together there, or hands a text to a driver."""
        if self._is_migration:
            return False
        if any(sign in text for sign in COMPOSING) and COMPOSITION.search(text):
            if self.usual_word.search(text) is not None:
                return SQL_WORD.search(text) is not None or self._is_about_drivers
            if SQL_START.search(text) is None:
                return False
            # Only what is SQL beyond doubt counts where another function hands it to a driver.
            is_handed_over = self._is_about_drivers and self.word.search(text) is not None
            return is_handed_over or SQL_STATEMENT.search(text) is not None
        return self._is_about_drivers and self._hands_over_text(text)

    def _hands_over_text(self, text: str) -> bool:
        """Whether a driver is called with anything but a literal or a statement built here."""
        for call in self.word_of_file.finditer(text):
            given = FIRST_ARGUMENT.match(text, call.end())
            if given is None:
                return True
            if given.group("name") and not re.search(
                rf"\b{given.group('name')}\s*(?::[^=\n]+)?=\s*\(?\s*{STATEMENT}", text
            ):
                return True
        return False

    @cached_property
    def _is_migration(self) -> bool:
        """Whether the file changes a database's tables, which no request does."""
        return MIGRATION.search(self.text) is not None

    @cached_property
    def _is_about_drivers(self) -> bool:
        """Whether the file may execute plain text, not only statements that an ORM has built."""
        text = self.text.lower()
        return any(word in text for word in DRIVERS) or CALL_OF_TEXT.search(text) is not None

    def other_rows(self, called: Called) -> list[Sink]:
        """A method that is called like those of drivers, with a text that is SQL beyond doubt."""
        if not isinstance(called.node.func, ast.Attribute):
            return []
        if called.name in self.tables.unmistakable and self.is_foreign(self.trace.callees.type_of(called)):
            value = called.argument("query", 0)
            if value is not None and SQL.match(shape(value)):
                return [Sink("sql", 0, ("query", "sql", "statement", "operation"))]
        return []

    def is_foreign(self, of: Type) -> bool:
        """Whether what is called is no function of the project and none that the tables know."""
        if of is UNKNOWN:
            return True
        knowledge = self.module.project.knowledge
        for each in alternatives(of):
            if isinstance(each, ExternalMethod) and isinstance(each.receiver, Instance):
                if knowledge.is_class(str(each.receiver.cls)) or "builtins." in str(each.receiver.cls):
                    return False
            elif not isinstance(each, External):
                return False
        return True


def calls_with_arguments(names: frozenset[str]) -> re.Pattern[str]:
    """Finds calls by the last parts of their names that are given something."""
    return re.compile(rf"\b(?:{'|'.join(sorted(names))})\((?!\s*\))")


def composed_queries(module: Module) -> Iterator[ComposedQuery]:
    """SQL of a file that is composed with something that a client controls."""
    sinks = Queries(module)
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


def _sql_arguments(sinks: Queries, wrappers: Wrappers, called: Called) -> Iterator[tuple[Flow, bool]]:
    """The arguments of a call that become SQL, and whether they are only a part of a statement."""
    if called.name in sinks.words:
        for row in sinks.rows(called):
            value = argument_of(row, called)
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
