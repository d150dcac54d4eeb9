"""FAPI921: a parameter that may be None, and must be given all the same."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.framework_names import DEPENDS
from flake8_fastapi.model.routing.handlers import is_method, parameters
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.dependency_graph.functions import DependencyFunction
    from flake8_fastapi.model.routing.objects import PathOperation


class RequiredOptional(Rule):
    """A parameter ``x: T | None`` of a path operation or dependency that has no default.

    Why: None is allowed as a value and the parameter is required nevertheless: a request without it
    gets a 422. Mostly ``= None`` was forgotten.

    Cure: add ``= None``, or remove None from the type.

    Exempt: fields of models, parameters with ``Depends``, path parameters, what FastAPI passes itself
    (``Request``, ``Response``).

    Cannot see: aliases of types in other packages.

    Source: beyond the guide; the proof shows the 422.
    """

    code = "FAPI921"
    name = "required-optional"
    message = "{name} may be None and is required all the same: a request without it gets a 422; add = None"
    opt_in = True
    guide = ""
    gate = (*ROUTE_GATE, "Depends(")

    def visit_PathOperation(self, operation: PathOperation) -> None:
        """Look at a path operation's parameters."""
        taken = "".join(str(part) for route in operation.routes for part in route.text or ("{",))
        self._check(operation.function, taken)

    def visit_DependencyFunction(self, dependency: DependencyFunction) -> None:
        """Look at a dependency's parameters; which of them a path has is not known there."""
        self._check(dependency.node, "")

    def _check(self, function: FunctionNode, paths: str) -> None:
        for position, (parameter, default) in enumerate(parameters(function)):
            annotation = parameter.annotation
            if (
                default is not None
                or annotation is None
                or (position == 0 and is_method(self.module, function))
            ):
                continue
            if not isinstance(annotation, (ast.Name, ast.Attribute)):
                written = ast.unparse(annotation)
                if "None" not in written and "Optional" not in written:
                    continue
            if f"{{{parameter.arg}" not in paths and self._is_optional(annotation):
                self.report(parameter, name=parameter.arg)

    def _is_optional(self, node: ast.expr) -> bool:
        annotation = read_annotation(node, self.module)
        if any(each.name in DEPENDS for each in annotation.metadata):
            return False
        written = ast.unparse(annotation.type.node)
        return written.endswith("| None") or written.startswith(("None |", "Optional[", "typing.Optional["))
