"""FAPI012: a factory of async sessions whose objects expire at every commit."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.types import ClassObject
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft

ASYNC_SESSION = "sqlalchemy.ext.asyncio.AsyncSession"
MAKERS = frozenset({"sqlalchemy.ext.asyncio.async_sessionmaker", "sqlalchemy.orm.sessionmaker"})


class AsyncSessionExpires(Rule):
    """A factory of ``AsyncSession`` is made without ``expire_on_commit``.

    Why: by default all objects of a session expire when it commits, and the next attribute that
    is read loads them again. An async session cannot do that behind an attribute: it raises
    ``MissingGreenlet``, mostly while the response is built.

    Cure: ``async_sessionmaker(engine, expire_on_commit=False)``.

    Exempt: an explicit ``expire_on_commit``, whatever it is; a session class of the project with a
    constructor of its own; arguments that are unpacked from elsewhere; files that ``configure`` it later.

    Cannot see: sessions that are made without a factory.

    Source: the guide sets ``expire_on_commit=False`` for its sync factory; for async sessions
    SQLAlchemy's documentation asks for it.
    """

    code = "FAPI012"
    name = "async-session-expires"
    message = (
        "objects of these async sessions expire at every commit, and reading them then raises"
        " MissingGreenlet: pass expire_on_commit=False to {maker}()"
    )
    guide = "1. Dependency Injection Architecture"
    gate = ("sessionmaker",)
    fix = "safe"

    def visit_Call(self, node: ast.Call) -> None:
        """Report a factory of async sessions that leaves the default."""
        if argument(node, "expire_on_commit") is not None or has_unpacking(node):
            return
        observation = self.module.observation
        maker = observation.called(node) if self._may_be_maker(node) else ""
        if maker not in MAKERS:
            return
        cls = argument(node, "class_")
        if cls is None:
            is_async = maker.endswith(".async_sessionmaker")
        else:
            is_async = observation.is_subclass(cls, ASYNC_SESSION) and not self._has_own_constructor(cls)
        if is_async and not self._is_configured_later():
            self.report(node, maker=maker.rpartition(".")[2], fix=partial(_keep_objects, node))

    def _is_configured_later(self) -> bool:
        """Whether the file gives some factory the setting after it was made."""
        return any(
            isinstance(each.func, ast.Attribute)
            and each.func.attr == "configure"
            and argument(each, "expire_on_commit") is not None
            for each in self.module.index.of_kind(ast.Call)
        )

    def _may_be_maker(self, node: ast.Call) -> bool:
        """Whether a call has the arguments of one, or none: an object that is called has neither."""
        return bool(node.args or node.keywords) or self.module.index.function_around(node) is None

    def _has_own_constructor(self, cls: ast.expr) -> bool:
        of = self.module.observation.type_of(cls)
        if not isinstance(of, ClassObject):
            return False
        return self.module.project.interpreter.hierarchy.method(of.definition, "__init__") is not None


def _keep_objects(call: ast.Call, draft: Draft) -> str:
    draft.add_keyword(call, "expire_on_commit", "False")
    return "Add expire_on_commit=False"
