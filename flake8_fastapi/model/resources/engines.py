"""Calls that make SQLAlchemy engines in the file being checked."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.types import Constant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module

MAKERS = frozenset({"sqlalchemy.create_engine", "sqlalchemy.ext.asyncio.create_async_engine"})
WORDS = frozenset({"create_engine", "create_async_engine"})
MEMORY = re.compile(r"sqlite(?:\+pysqlite)?:(?://|///|///:memory:)")


@dataclass(frozen=True, slots=True)
class Engine(Located):
    """A call of ``create_engine`` or ``create_async_engine``.

    ``url`` is the text of its URL, None where it is not known; ``url_node`` the argument.
    """

    PLACE = "call"

    call: ast.Call
    maker: str
    url_node: ast.expr
    url: str | None

    @property
    def is_sqlite_memory(self) -> bool:
        """Whether it is a database of one connection, which lives in memory."""
        return self.url is not None and MEMORY.fullmatch(self.url) is not None


def engines(module: Module) -> Iterator[Engine]:
    """The engines that a file makes, in source order."""
    renamed = {
        alias.asname
        for statement in module.index.of_kind(ast.ImportFrom)
        for alias in statement.names
        if alias.asname is not None and alias.name in WORDS
    }
    for call in module.index.of_kind(ast.Call):
        function = call.func
        name = last_name(function)
        if name not in WORDS and name not in renamed:
            continue
        maker = module.observation.called(call)
        url_node = argument(call, "url", 0)
        if maker in MAKERS and url_node is not None:
            yield Engine(call, maker.rpartition(".")[2], url_node, _text(module, url_node))


def _text(module: Module, node: ast.expr) -> str | None:
    of = module.observation.type_of(node)
    value = of.value if isinstance(of, Constant) else getattr(node, "value", None)
    return value if isinstance(value, str) else None
