"""FAPI812: settings that refuse any further line of their ``.env`` file."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.class_bases import base_types, lineage_names
from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.types import ClassObject, External
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTINGS = "pydantic_settings.BaseSettings"


class EnvFileForbidsExtra(Rule):
    """A settings class reads an ``env_file`` and leaves ``extra`` as it is, which is ``"forbid"``.

    Why: as soon as the file has one line more than the class has fields, for the database's
    container or another tool, the settings raise a ``ValidationError`` and the application does
    not start.

    Cure: ``SettingsConfigDict(env_file=".env", extra="ignore")``.

    Exempt: classes that say ``extra``, also in a base; bases that are not known.

    Cannot see: what the file holds. It is right to forbid where the file is the class's alone, so
    the rule is opt-in.

    Source: the guide's settings (line 465); pydantic-settings raises ``extra_forbidden``.
    """

    code = "FAPI812"
    name = "env-file-forbids-extra"
    message = 'settings {model} fail as soon as {file} has another key: add extra="ignore"'
    guide = "Production Deployment"
    gate = ("env_file",)
    opt_in = True

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Look at the configuration of a settings class."""
        if not node.bases or SETTINGS not in lineage_names(self.module, node):
            return
        entries = dict(_entries(node.keywords, node.body))
        file = entries.get("env_file")
        if file is None or "extra" in entries or None in entries or self._inherits_extra(node):
            return
        if self.module.observation.constant(file) is not None:
            self.report(file, model=node.name, file=ast.unparse(file))

    def _inherits_extra(self, node: ast.ClassDef) -> bool:
        """Whether a base says ``extra``, or is not known."""
        for of in base_types(self.module, node):
            if isinstance(of, External):
                if self.module.observation.name_of(of) != SETTINGS:
                    return True
                continue
            if not isinstance(of, ClassObject):
                return True
            for each in self.module.project.interpreter.hierarchy.lineage(of.definition):
                if isinstance(each, ClassDefinition) and _mentions_extra(each):
                    return True
        return False


def _entries(
    keywords: Iterable[ast.keyword], body: Iterable[ast.stmt]
) -> Iterable[tuple[str | None, ast.expr]]:
    """The configuration's keys and values; the key None for what is unpacked."""
    for keyword in keywords:
        yield keyword.arg, keyword.value
    for statement in body:
        if isinstance(statement, ast.ClassDef) and statement.name == "Config":
            yield from _assignments(statement.body)
            if statement.bases:
                yield None, statement.bases[0]
        for name, value in _assignments([statement]):
            if name == "model_config":
                yield from _items(value)


def _assignments(body: Iterable[ast.stmt]) -> Iterable[tuple[str, ast.expr]]:
    for statement in body:
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    yield target.id, statement.value


def _items(value: ast.expr) -> Iterable[tuple[str | None, ast.expr]]:
    """What a ``SettingsConfigDict(...)``, ``dict(...)`` or ``{...}`` holds."""
    if isinstance(value, ast.Call):
        for argument in value.args:
            yield None, argument
        for keyword in value.keywords:
            yield keyword.arg, keyword.value
    elif isinstance(value, ast.Dict):
        for key, each in zip(value.keys, value.values, strict=True):
            is_text = isinstance(key, ast.Constant) and isinstance(key.value, str)
            yield (key.value if is_text else None), each  # type: ignore[union-attr]
    else:
        yield None, value


def _mentions_extra(cls: ClassDefinition) -> bool:
    """Whether a class's configuration says ``extra`` or cannot be read."""
    keys = {keyword.arg for keyword in cls.keywords}
    for binding in cls.values.get("model_config", []):
        if binding.value is not None:
            keys |= {key for key, _ in _items(binding.value)}
    if "Config" in cls.classes:
        keys |= set(cls.classes["Config"].values)
    return "extra" in keys or None in keys
