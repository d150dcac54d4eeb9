"""Database addresses with a password in them, and passwords that databases are opened with."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.database_passwords import password_takers
from flake8_fastapi.model.configuration.expressions import ENVIRONMENT
from flake8_fastapi.model.configuration.mapping import entries_of, keywords_of
from flake8_fastapi.model.configuration.places import place_of
from flake8_fastapi.model.configuration.rendered import composed_with, rendered
from flake8_fastapi.model.configuration.resolver import FIELDS, ConfiguredValues
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.configuration.mapping import Entries
    from flake8_fastapi.model.configuration.places import Place
    from flake8_fastapi.model.module import Module

ADDRESS = re.compile(
    r"(?P<scheme>(?:postgres(?:ql)?|mysql|mariadb|oracle|mssql|mongodb|redis|rediss|valkey|clickhouse"
    r"|cockroachdb|redshift|snowflake|db2|firebird|neo4j|bolt|cassandra|asyncpg|aiomysql)(?:\+\w+)*)://"
    r"(?P<user>[^:@/\s]*):(?P<password>[^@/\s]+)@(?P<host>[^@\s]+)"
)
TEMPLATE = re.compile(r"[<>{}\[\]]|\$[\w(]|%(?![0-9A-Fa-f]{2})|\*\*|\.\.\.|^x+$|^X+$|\0")
"""A password that somebody still has to fill in."""

OPTION = re.compile(
    r"(?:^|[;\s])(?P<name>[A-Za-z][A-Za-z ]*?)\s*="
    r"\s*(?:\{(?P<braced>[^}]*)\}|'(?P<quoted>[^']*)'|(?P<plain>[^;\s]*))"
)
"""One option of a string of them, of a PostgreSQL client or of ODBC."""

PLACE_OPTIONS = frozenset({"host", "hostaddr", "dbname", "server", "database", "driver", "dsn"})
PASSWORD_OPTIONS = frozenset({"password", "pwd"})

SHOWS = re.compile(r"example|schema|sample|dummy|fake", re.IGNORECASE)
"""Names of what holds addresses for readers only."""

OPENING = frozenset(
    {"create_engine", "create_async_engine", "connect", "create_pool", "MongoClient", "AsyncMongoClient",
     "AsyncIOMotorClient", "from_url", "Database", "ConnectionPool", "AsyncConnectionPool",
     "make_url", "PostgresDsn", "MySQLDsn", "MongoDsn", "RedisDsn", "AnyUrl", "SecretStr", "str", "URL",
     "register_tortoise", "RegisterTortoise", "init", "DBSessionMiddleware", "add_middleware", "Middleware",
     "SQLAlchemyJobStore", "Celery", "Limiter"}
)  # fmt: skip
"""The last parts of the names of what takes an address."""

DEFAULTS = frozenset(
    {"default", "url", "dsn", "uri", "conninfo", "host", "name_or_url", "conn_str", "db_url", "database_url",
     "broker", "backend", "storage_uri"}
)  # fmt: skip
"""Keyword arguments that hold an address and not words about one."""

ADDRESS_KEY = re.compile(r"(?:^|[_.])(?:url|uri|dsn|default|connection|connection_string)$", re.IGNORECASE)
"""Keys of a dictionary under which an address stands, and no example of one."""


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
        if isinstance(node.value, str) and "://" in node.value:
            if not isinstance(module.index.parent(node), ast.JoinedStr):
                yield from finder.look_at(node)
    for text in module.index.of_kind(ast.JoinedStr):
        first = text.values[0] if text.values else None
        if isinstance(first, ast.Constant) and "://" in str(first.value):
            yield from finder.look_at(text)
    for options in module.index.of_kind(ast.Dict):
        yield from finder.of_connection(options)
    known: set[ast.expr] = set()
    for call in module.index.of_kind(ast.Call):
        password = finder.password_of(call)
        if password is not None and password.node not in known:
            known.add(password.node)
            yield password


class _Finder:
    def __init__(self, module: Module) -> None:
        self.module = module
        self.resolver = ConfiguredValues(module.project)

    def look_at(self, start: ast.expr) -> Iterator[DatabaseCredentials]:
        """Whether what a text is or begins is an address with a password that the application uses."""
        node = composed_with(start, self.module)
        if node is start and isinstance(start, ast.Constant) and "@" not in str(start.value):
            return
        match = ADDRESS.fullmatch(rendered(node, self.resolver, self.module).strip())
        if match is None or TEMPLATE.search(match["password"]) or TEMPLATE.search(match["user"] or ""):
            return
        if self._is_used(node):
            host = match["host"].replace("\0", "...")
            yield DatabaseCredentials(node, f"{match['scheme']}://{match['user']}:...@{host}")

    def password_of(self, call: ast.Call) -> DatabaseCredentials | None:
        """The password that opens a database, where a call is given it as a literal of the source.

        Else None.
        """
        takers = password_takers()
        if last_name(call.func) not in takers.last_names or not _may_give_password(call):
            return None
        place = place_of(self.module, call)
        name = self.resolver.name_called(call.func, place)
        if name in takers.strings:
            string = argument(call, *takers.strings[name])
            found = self._password_in(string, call, place) if string is not None else None
            if found is not None:
                return found
        given = [each.arg for each in call.keywords]
        if None not in given and not any(each in takers.keywords for each in given):
            return None
        if name not in takers.functions:
            return None
        entries = keywords_of(self.resolver, call, place)
        for keyword in takers.keywords:
            for node in self._passwords(entries, keyword, call):
                return DatabaseCredentials(node, f"{ast.unparse(call.func)}()")
        return None

    def of_connection(self, options: ast.Dict) -> Iterator[DatabaseCredentials]:
        """The password that Tortoise opens a connection with, in ``{"engine": ..., "credentials": ...}``."""
        keys = {each.value for each in options.keys if isinstance(each, ast.Constant)}
        if not {"engine", "credentials"} <= keys or self._is_example(options):
            return
        place = place_of(self.module, options)
        found = entries_of(self.resolver, options, place).found
        engine = self.resolver.of(*found["engine"]).only
        if engine is not None and (engine.text or "").startswith("tortoise."):
            for node in self._passwords(
                entries_of(self.resolver, *found["credentials"]), "password", options
            ):
                yield DatabaseCredentials(node, f"the connection by {engine.text}")

    def _passwords(self, entries: Entries, key: str, otherwise: ast.expr) -> Iterator[ast.expr]:
        """Where passwords under a key are written; ``otherwise`` stands for other files."""
        for value in self.resolver.of(*entries.found[key]).options if key in entries.found else ():
            text = value.text
            if value.origin in ("code", "environment") and text and not TEMPLATE.search(text):
                yield value.node if value.module is self.module else otherwise

    def _password_in(self, string: ast.expr, call: ast.Call, place: Place) -> DatabaseCredentials | None:
        """The string of options that a call is given, where it has a password in the source."""
        for value in self.resolver.of(string, place).options:
            if value.text and _has_password(value.text):
                is_here = value.module is self.module
                return DatabaseCredentials(value.node if is_here else call, f"{ast.unparse(call.func)}()")
        for written, where in self.resolver.written(string, place):
            if isinstance(written, ast.JoinedStr) and where.module is self.module:
                if _has_password(rendered(written, self.resolver, self.module)):
                    return DatabaseCredentials(written, f"{ast.unparse(call.func)}()")
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
        if isinstance(above, ast.Dict):
            key = above.keys[above.values.index(node)] if node in above.values else None
            text = key.value if isinstance(key, ast.Constant) else None
            is_address = isinstance(text, str) and ADDRESS_KEY.search(text) is not None
            return is_address and not self._is_example(above)
        if isinstance(above, ast.keyword):
            call = self.module.index.parent(above)
            if above.arg not in DEFAULTS or not isinstance(call, ast.Call):
                return False
            return self._takes_address(call)
        if isinstance(above, ast.Call):
            return self._takes_address(above)
        return False

    def _is_example(self, node: ast.Dict) -> bool:
        """Whether a dictionary stands in what shows readers how something looks."""
        below: ast.AST = node
        for above in self.module.index.ancestors(node):
            names: list[object] = []
            if isinstance(above, ast.Dict) and below in above.values:
                names = [getattr(above.keys[above.values.index(below)], "value", None)]
            elif isinstance(above, ast.keyword):
                names = [above.arg]
            elif isinstance(above, (ast.Assign, ast.AnnAssign)):
                targets = above.targets if isinstance(above, ast.Assign) else [above.target]
                names = [last_name(each) for each in targets]
            if any(isinstance(each, str) and SHOWS.search(each) for each in names):
                return True
            below = above
        return False

    def _takes_address(self, call: ast.Call) -> bool:
        if last_name(call.func) in OPENING:
            return True
        name = self.resolver.name_called(call.func, place_of(self.module, call))
        return name in ENVIRONMENT or name in FIELDS


def _may_give_password(call: ast.Call) -> bool:
    """Whether something that is given by name could be a password or a string of options, or by position."""
    takers = password_takers()
    names = {*takers.keywords, *(keyword for keyword, _ in takers.strings.values()), None}
    return bool(call.args) or any(each.arg in names for each in call.keywords)


def _has_password(text: str) -> bool:
    """Whether a string of options says where a database is, and with which password it opens."""
    options = {
        match["name"].lower(): match["braced"] or match["quoted"] or match["plain"] or ""
        for match in OPTION.finditer(text)
    }
    passwords = [options[each] for each in PASSWORD_OPTIONS if options.get(each)]
    return not PLACE_OPTIONS.isdisjoint(options) and any(not TEMPLATE.search(each) for each in passwords)
