"""Database addresses with a password in them, where the application uses them."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.expressions import ENVIRONMENT
from flake8_fastapi.model.configuration.names import last_name
from flake8_fastapi.model.configuration.places import place_of
from flake8_fastapi.model.configuration.resolver import FIELDS, ConfiguredValues
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.survey import is_test_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module

ADDRESS = re.compile(
    r"(?P<scheme>(?:postgres(?:ql)?|mysql|mariadb|oracle|mssql|mongodb|redis|rediss|valkey|clickhouse"
    r"|cockroachdb|redshift|snowflake|db2|firebird|neo4j|bolt|cassandra|asyncpg|aiomysql)(?:\+\w+)*)://"
    r"(?P<user>[^:@/\s]*):(?P<password>[^@/\s]+)@(?P<host>[^@\s]+)"
)
TEMPLATE = re.compile(r"[<>{}$%\[\]]|\*\*|\.\.\.|^x+$|^X+$|\0")
"""A password that somebody still has to fill in."""

OPENING = frozenset(
    {"create_engine", "create_async_engine", "connect", "create_pool", "MongoClient", "AsyncMongoClient",
     "AsyncIOMotorClient", "from_url", "Database", "ConnectionPool", "AsyncConnectionPool",
     "make_url", "PostgresDsn", "MySQLDsn", "MongoDsn", "RedisDsn", "AnyUrl", "SecretStr", "str", "URL"}
)  # fmt: skip
"""The last parts of the names of what takes an address."""

DEFAULTS = frozenset({"default", "url", "dsn", "uri", "conninfo", "host", "name_or_url", "conn_str"})
"""Keyword arguments that hold an address and not words about one."""


@dataclass(frozen=True)
class DatabaseCredentials(Located):
    """A database address with a password; ``address`` shows it without."""

    node: ast.expr
    address: str


def database_credentials(module: Module) -> Iterator[DatabaseCredentials]:
    """The addresses of a file that hold a password and are used as such, outside of tests."""
    if is_test_file(module.display_path):
        return
    finder = _Finder(module)
    for node in module.index.of_kind(ast.Constant):
        if isinstance(node.value, str) and "://" in node.value and "@" in node.value:
            if not isinstance(module.index.parent(node), ast.JoinedStr):
                yield from finder.look_at(node, node.value)
    for text in module.index.of_kind(ast.JoinedStr):
        first = text.values[0] if text.values else None
        if isinstance(first, ast.Constant) and "://" in str(first.value):
            yield from finder.look_at(text, finder.rendered(text))


class _Finder:
    def __init__(self, module: Module) -> None:
        self.module = module
        self.resolver = ConfiguredValues(module.project)

    def rendered(self, text: ast.JoinedStr) -> str:
        """An f-string with what is known of its parts, and a mark for the others."""
        parts = []
        for each in text.values:
            if isinstance(each, ast.FormattedValue):
                only = self.resolver.of_node(self.module, each.value).only
                is_literal = only is not None and isinstance(only.content, str) and only.origin == "code"
                parts.append(str(only.content) if is_literal and only is not None else "\0")
            else:
                parts.append(str(getattr(each, "value", "")))
        return "".join(parts)

    def look_at(self, node: ast.expr, text: str) -> Iterator[DatabaseCredentials]:
        """Whether a text is an address with a password that the application uses."""
        match = ADDRESS.fullmatch(text.strip())
        if match is None or TEMPLATE.search(match["password"]) or TEMPLATE.search(match["user"] or ""):
            return
        if self._is_used(node):
            host = match["host"].replace("\0", "...")
            yield DatabaseCredentials(node, f"{match['scheme']}://{match['user']}:...@{host}")

    def _is_used(self, node: ast.expr) -> bool:
        """Whether the text is a value of the program, and no word about it."""
        child: ast.AST = node
        above = self.module.index.parent(node)
        while isinstance(above, (ast.BoolOp, ast.IfExp)):
            if isinstance(above, ast.IfExp) and child is above.test:
                return False
            child, above = above, self.module.index.parent(above)
        if isinstance(above, (ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.Return)):
            return above.value is child
        if isinstance(above, ast.arguments):
            return True
        if isinstance(above, ast.keyword):
            call = self.module.index.parent(above)
            if above.arg not in DEFAULTS or not isinstance(call, ast.Call):
                return False
            return self._takes_address(call)
        if isinstance(above, ast.Call):
            return self._takes_address(above)
        return False

    def _takes_address(self, call: ast.Call) -> bool:
        if last_name(call.func) in OPENING:
            return True
        name = self.resolver.name_called(call.func, place_of(self.module, call))
        return name in ENVIRONMENT or name in FIELDS
