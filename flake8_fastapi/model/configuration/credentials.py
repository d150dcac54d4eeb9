"""Database addresses with a password in them, and passwords that databases are opened with."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.database_passwords import password_takers
from flake8_fastapi.model.configuration.expressions import ENVIRONMENT
from flake8_fastapi.model.configuration.mapping import keywords_of
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
    """A database address with a password, or a password by itself.

    ``address`` shows the address without it, or names what is given the password.
    """

    node: ast.expr
    address: str


def database_credentials(module: Module) -> Iterator[DatabaseCredentials]:
    """The passwords of databases that a file gives away, in addresses and by themselves, outside of tests."""
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
    known: set[ast.expr] = set()
    for call in module.index.of_kind(ast.Call):
        password = finder.password_of(call) if call.keywords else None
        if password is not None and password.node not in known:
            known.add(password.node)
            yield password


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

    def password_of(self, call: ast.Call) -> DatabaseCredentials | None:
        """The password that opens a database, where a call is given it as a literal of the source."""
        takers = password_takers()
        given = [each.arg for each in call.keywords]
        if None not in given and not any(each in takers.keywords for each in given):
            return None
        place = place_of(self.module, call)
        if last_name(call.func) not in takers.last_names:
            return None
        name = self.resolver.name_called(call.func, place)
        if name not in takers.functions:
            return None
        entries = keywords_of(self.resolver, call, place)
        for keyword in takers.keywords:
            if keyword in entries.found:
                for value in self.resolver.of(*entries.found[keyword]).options:
                    text = value.text
                    if value.origin in ("code", "environment") and text and not TEMPLATE.search(text):
                        is_here = value.module is self.module
                        shown = f"{ast.unparse(call.func)}()"
                        return DatabaseCredentials(value.node if is_here else call, shown)
        return None

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
