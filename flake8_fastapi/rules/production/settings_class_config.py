"""FAPI804: the inner class ``Config`` of a pydantic model."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.class_bases import lineage_names
from flake8_fastapi.model.compatibility import depends_on_version
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft

MODELS = role("has-config-class").names
SETTINGS = "pydantic_settings.BaseSettings"
MOVED_SETTINGS = "pydantic.BaseSettings"
"""Where pydantic 1 had it: pydantic 2 is taken to be meant, and FAPI805 reports the import."""

RENAMED = role("renamed-config-keys").values
"""Keys that pydantic 2 has renamed; under their old names it ignores them."""

REMOVED = role("removed-config-keys").words
"""Keys that pydantic 2 has no more: what they did must be written in another way."""

LONGEST_LINE = 88
"""Longer calls are written with an argument a line."""


class SettingsClassConfig(Rule):
    """A class ``Config`` inside of a pydantic model or settings class.

    Why: pydantic 2 has deprecated it. Keys that were renamed, such as ``orm_mode``, are ignored
    with no more than a warning; and beside ``model_config`` in the same class the class is an
    error at import.

    Cure: ``model_config = SettingsConfigDict(...)`` in settings, ``ConfigDict(...)`` in other
    models, with the renamed keys.

    Exempt: models of ``pydantic.v1``; projects whose files admit pydantic 1; a ``Config`` under an
    ``if``; classes that are no models.

    Cannot see: models whose base comes from a library that is no part of the project, pydantic's
    own apart.

    Source: the guide's settings (line 464); pydantic's PydanticDeprecatedSince20 and
    PydanticUserError.
    """

    code = "FAPI804"
    name = "settings-class-config"
    message = "class Config of {model} {problem}: use model_config = {replacement}(...){renamed}"
    guide = "Production Deployment"
    gate = ("class Config",)
    fix = "safe"

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Report a ``Config`` that stands directly in a model."""
        model = self.module.index.parent(node) if node.name == "Config" else None
        if not isinstance(model, ast.ClassDef):
            return
        lineage = lineage_names(self.module, model)
        if lineage.isdisjoint(MODELS):
            return
        is_settings = SETTINGS in lineage or MOVED_SETTINGS in lineage
        if SETTINGS not in lineage and self.module.project.admits_pydantic_1:
            return
        if depends_on_version(self.module.index, model):
            return
        both = any("model_config" in _assigned(statement) for statement in model.body)
        keys = [key for statement in node.body for key in _assigned(statement) if key in RENAMED]
        replacement = "pydantic_settings.SettingsConfigDict" if is_settings else "pydantic.ConfigDict"
        self.report(
            node,
            model=model.name,
            problem="beside model_config is an error at import" if both else "is deprecated",
            replacement=replacement.rpartition(".")[2],
            fix=None if both else partial(_assign_model_config, node, model, replacement),
            renamed="".join(f"; {key} is ignored, it is {RENAMED[key]} now" for key in keys),
        )


def _assign_model_config(config: ast.ClassDef, model: ast.ClassDef, replacement: str, draft: Draft) -> str:
    """Turn the class into an assignment, its keys into arguments, under their new names."""
    if config.bases or config.keywords or config.decorator_list:
        raise draft.refusal("the class has more to it than keys")
    named = re.compile(rb"\b%s\.Config\b" % model.name.encode())
    if any(named.search(content) for _, content in draft.module.project.survey.contents()):
        raise draft.refusal("another class builds on this one")
    taken = {name for statement in (*model.body, *config.body) for name in _assigned(statement)}
    arguments = []
    for statement in config.body:
        if isinstance(statement, ast.Pass) or _is_docstring(statement):
            continue
        keys = _assigned(statement)
        value = getattr(statement, "value", None)
        if len(keys) != 1 or value is None or keys[0] in REMOVED:
            raise draft.refusal("a key that pydantic 2 does not have, or more than keys")
        key = RENAMED.get(keys[0], keys[0])
        read = {each.id for each in walk(value) if isinstance(each, ast.Name)}
        if read & taken:
            raise draft.refusal("a name would mean another thing outside of the class")
        arguments.append(f"{key}={draft.source.source_of(value)}")
    lines = draft.own_lines([config])
    draft.source.keep_comments(lines)
    call = draft.name_for(replacement, at=config)
    indent = draft.source.indent(lines.start)
    text = f"{indent}model_config = {call}({', '.join(arguments)})"
    if len(text) > LONGEST_LINE or "\n" in text:
        inner = "".join(f"{indent}{draft.indent_unit(config)}{each},\n" for each in arguments)
        text = f"{indent}model_config = {call}(\n{inner}{indent})"
    draft.edit(draft.source.start(config), draft.source.span(config).end, text.removeprefix(indent))
    return f"Assign model_config = {call}(...) instead"


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _assigned(statement: ast.stmt) -> list[str]:
    """The names that a statement of a class body assigns."""
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    return []
