"""FAPI913: a GET that wants a body."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.routing.handlers import is_method, parameters
from flake8_fastapi.model.routing.objects import Scope
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.types import ClassObject, External
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import READING

if TYPE_CHECKING:
    from flake8_fastapi.model.annotated import Written
    from flake8_fastapi.model.routing.objects import PathOperation

CONTAINERS = frozenset(f"builtins.{name}" for name in ("dict", "list", "set", "frozenset", "tuple")) | {
    "typing.Dict", "typing.List", "typing.Set", "typing.Tuple", "typing.Sequence", "typing.Mapping",
    "collections.abc.Sequence", "collections.abc.Mapping",
}  # fmt: skip
MODELS = role("model-bases").names


class BodyOnGet(Rule):
    """A model, dict or bare list as a parameter of a GET or HEAD path operation.

    Why: FastAPI takes it from the body. Browsers cannot send one with a GET, proxies and caches drop
    or ignore it, and ``?name=value`` in the query is a 422.

    Cure: ``Annotated[Model, Query()]`` (FastAPI 0.115), ``Annotated[list[str], Query()]``, or POST.

    Exempt: parameters with ``Query()``, ``Depends()`` or another declaration, an explicit ``Body()``
    included; path parameters; parameters with a default of a function that serves a POST as well.

    Cannot see: models of other packages; parameters of dependencies.

    Source: beyond the guide, whose Lifespan Management section has ``data: dict`` on a GET; the proof
    shows the 422.
    """

    code = "FAPI913"
    name = "body-on-get"
    message = "{name} makes {function}() want a body with {method}: use Query(), or POST"
    guide = ""
    gate = (".get(", ".head(", "api_route(")

    def visit_PathOperation(self, operation: PathOperation) -> None:
        """Look at the parameters of a path operation that only reads."""
        reading = [each for each in operation.routes if READING.issuperset(each.methods or ("?",))]
        if operation.decorators_below or not reading:
            return
        method = next((each for route in reading for each in route.methods or ()), "GET")
        is_shared = len(reading) < len(operation.routes)
        paths = "".join(str(part) for route in operation.routes for part in route.text or ("{",))
        for position, (parameter, default) in enumerate(parameters(operation.function)):
            if parameter.annotation is None or (position == 0 and is_method(self.module, operation.function)):
                continue
            if is_shared and default is not None:
                continue  # a body for the others, and none for the GET
            if default is not None and not isinstance(default, (ast.Constant, ast.List, ast.Dict, ast.Tuple)):
                continue
            if isinstance(parameter.annotation, ast.Name) and parameter.annotation.id in (
                "str",
                "int",
                "bool",
            ):
                continue
            read = read_annotation(parameter.annotation, self.module)
            if read.metadata or f"{{{parameter.arg}" in paths:
                continue
            if self._is_body(read.type):
                self.report(parameter, name=parameter.arg, function=operation.name, method=method)

    def _is_body(self, written: Written) -> bool:
        """Whether a type can only come from a body: every alternative but None is a model or container."""
        members = [each for each in _members(written.node) if not _is_none(each)]
        return bool(members) and all(self._is_body_type(each, Scope(written.module)) for each in members)

    def _is_body_type(self, node: ast.expr, scope: Scope) -> bool:
        if isinstance(node, ast.Subscript):
            node = node.value
        if not isinstance(node, (ast.Name, ast.Attribute)):
            return False
        of = self.module.project.routing.resolver.type_of(node, scope)
        if isinstance(of, External):
            return of.name in CONTAINERS
        if isinstance(of, ClassObject):
            return any(
                not isinstance(each, ClassDefinition) and each in MODELS
                for each in self.module.project.interpreter.hierarchy.lineage(of.definition)
            )
        return False


def _members(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_members(node.left), *_members(node.right)]
    if isinstance(node, ast.Subscript):
        short = last_name(node.value)
        if short in ("Optional", "Union"):
            return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
    return [node]


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
