"""Secrets that stand in fields which a library reads by their names."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.secret_fields import secret_fields
from flake8_fastapi.model.configuration.places import Place
from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.knowledge.secret_fields import SecretFields
    from flake8_fastapi.model.configuration.resolver import ConfiguredValues
    from flake8_fastapi.model.definitions import ClassDefinition
    from flake8_fastapi.model.module import Module


def secrets_in_fields(
    resolver: ConfiguredValues, module: Module, tree: ast.Module
) -> Iterator[tuple[ast.expr, Place]]:
    """The expressions of the secrets that a file gives to libraries by fields, at its top level.

    Fields of classes, assigned attributes (``config.JWT_SECRET_KEY = ...``) and arguments of constructors.
    """
    text = "\n".join(module.project.bodies.lines_of(module))
    for row in secret_fields():
        if not any(field in text for field in row.fields):
            continue
        for cls in module.skeleton.classes:
            if _reads(row, cls, text):
                for field in row.fields:
                    for binding in cls.values.get(field, ()):
                        if binding.value is not None:
                            yield binding.value, Place(module, owner=cls)
        if row.classes:
            yield from _given_to_objects(resolver, module, tree, row)


def _reads(row: SecretFields, cls: ClassDefinition, text: str) -> bool:
    """Whether the library reads the fields of a class."""
    if row.packages:
        return any(re.search(rf"\b{package}\b", text) for package in row.packages)
    observation = cls.module.observation
    return not row.classes.isdisjoint(observation.lineage_names(cls))


def _given_to_objects(
    resolver: ConfiguredValues, module: Module, tree: ast.Module, row: SecretFields
) -> Iterator[tuple[ast.expr, Place]]:
    place = Place(module)
    for node in walk(tree):
        if isinstance(node, ast.Call) and resolver.name_called(node.func, place) in row.classes:
            for keyword in node.keywords:
                if keyword.arg in row.fields:
                    yield keyword.value, place
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in row.fields:
                    for written, where in resolver.written(target.value, place):
                        if isinstance(written, ast.Call):
                            if resolver.name_called(written.func, where) in row.classes:
                                yield node.value, place
