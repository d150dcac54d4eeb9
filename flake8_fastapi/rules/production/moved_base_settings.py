"""FAPI805: ``BaseSettings`` looked for in pydantic itself."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.class_bases import reference
from flake8_fastapi.model.compatibility import depends_on_version
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft


class MovedBaseSettings(Rule):
    """``from pydantic import BaseSettings``, or ``pydantic.BaseSettings``.

    Why: pydantic 2 has moved it to a package of its own; the import raises
    ``PydanticImportError``.

    Cure: install ``pydantic-settings`` and import ``BaseSettings`` from ``pydantic_settings``.

    Exempt: ``pydantic.v1``; projects whose files admit pydantic 1; imports under a condition or in
    a ``try`` that catches the failure, and those beside it.

    Cannot see: whether pydantic 1 is installed where no file of the project says so.

    Source: the guide imports it from ``pydantic_settings`` (line 456); pydantic raises.
    """

    code = "FAPI805"
    name = "moved-base-settings"
    message = "pydantic 2 has no BaseSettings: install pydantic-settings and import it from pydantic_settings"
    guide = "Production Deployment"
    gate = ("BaseSettings",)
    fix = "safe"

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Report the import by name."""
        if node.level or node.module not in ("pydantic", "pydantic.env_settings"):
            return
        if any(alias.name == "BaseSettings" for alias in node.names):
            self._report_unless_old(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Report ``pydantic.BaseSettings``."""
        if node.attr == "BaseSettings" and isinstance(node.value, ast.Name):
            if self.module.observation.name_of(reference(self.module, node)) == "pydantic.BaseSettings":
                self._report_unless_old(node)

    def _report_unless_old(self, node: ast.ImportFrom | ast.Attribute) -> None:
        if not self._is_prepared(node) and not self.module.project.admits_pydantic_1:
            self.report(node, fix=partial(_import_from_its_package, node))

    def _is_prepared(self, node: ast.AST) -> bool:
        """Whether the code reckons with a pydantic that does not have it."""
        index = self.module.index
        return depends_on_version(index, node) or any(
            isinstance(above, (ast.If, ast.IfExp, ast.ExceptHandler)) for above in index.ancestors(node)
        )


def _import_from_its_package(node: ast.ImportFrom | ast.Attribute, draft: Draft) -> str:
    """Take the class from pydantic-settings; what else is imported beside it stays."""
    if isinstance(node, ast.Attribute):
        draft.replace(node, draft.name_for("pydantic_settings.BaseSettings", at=node))
    else:
        draft.move_import(node, "BaseSettings", "pydantic_settings")
    return "Import BaseSettings from pydantic_settings"
