"""FAPI804: the inner class ``Config`` of a pydantic model."""

from __future__ import annotations

import ast

from flake8_fastapi.model.class_bases import lineage_names
from flake8_fastapi.rule import Rule

MODELS = (
    "pydantic.BaseModel",
    "pydantic.RootModel",
    "pydantic_settings.BaseSettings",
    "sqlmodel.SQLModel",
    "beanie.Document",
    "beanie.View",
)
SETTINGS = "pydantic_settings.BaseSettings"

RENAMED = {
    "allow_population_by_field_name": "validate_by_name",
    "anystr_lower": "str_to_lower",
    "anystr_strip_whitespace": "str_strip_whitespace",
    "anystr_upper": "str_to_upper",
    "keep_untouched": "ignored_types",
    "max_anystr_length": "str_max_length",
    "min_anystr_length": "str_min_length",
    "orm_mode": "from_attributes",
    "schema_extra": "json_schema_extra",
    "validate_all": "validate_default",
}
"""Keys that pydantic 2 has renamed; under their old names it ignores them."""


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

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Report a ``Config`` that stands directly in a model."""
        model = self.module.index.parent(node) if node.name == "Config" else None
        if not isinstance(model, ast.ClassDef):
            return
        lineage = lineage_names(self.module, model)
        if lineage.isdisjoint(MODELS):
            return
        is_settings = SETTINGS in lineage
        if not is_settings and self._may_be_pydantic_1():
            return
        both = any("model_config" in _assigned(statement) for statement in model.body)
        keys = [key for statement in node.body for key in _assigned(statement) if key in RENAMED]
        self.report(
            node,
            model=model.name,
            problem="beside model_config is an error at import" if both else "is deprecated",
            replacement="SettingsConfigDict" if is_settings else "ConfigDict",
            renamed="".join(f"; {key} is ignored, it is {RENAMED[key]} now" for key in keys),
        )

    def _may_be_pydantic_1(self) -> bool:
        project = self.module.project
        return project.versions.may_precede("pydantic", (2,)) or project.version_of("fastapi") < (0, 100)


def _assigned(statement: ast.stmt) -> list[str]:
    """The names that a statement of a class body assigns."""
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    return []
