"""FAPI907: a response model on a status that has no body."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.framework_names import RESPONSE
from flake8_fastapi.model.routing.handlers import class_names, status_of
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import BODILESS_STATUSES

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import Route


class BodyOnNoContent(Rule):
    """A route with status 204, 205 or 304 that has a ``response_model`` or an annotated return value.

    Why: FastAPI refuses it when the route is made: ``AssertionError: Status code 204 must not have a
    response body``, so the application does not start.

    Cure: annotate the function ``-> None`` and return nothing, or set ``response_model=None``.

    Exempt: ``-> None``, ``-> Response`` and its subclasses, ``response_model=None``.

    Cannot see: a status that is computed.

    Source: beyond the guide; the proof shows the AssertionError.
    """

    code = "FAPI907"
    name = "body-on-no-content"
    message = "a {status} has no body: {given} is an AssertionError when the route is made"
    guide = ""
    gate = ("204", "205", "304", "NO_CONTENT", "NOT_MODIFIED", "RESET_CONTENT")

    def visit_Route(self, route: Route) -> None:
        """Compare the status with the declared body."""
        if route.is_websocket or route.is_plain_starlette or "status_code" not in route.keywords:
            return
        if route.router is not None and route.router.is_customised:
            return
        status = status_of(self.module, route.keywords["status_code"])
        if status not in BODILESS_STATUSES and not (status is not None and status < 200):
            return
        model = route.keywords.get("response_model")
        if model is not None:
            if not (isinstance(model, ast.Constant) and model.value is None):
                if isinstance(model, (ast.Name, ast.Attribute, ast.Subscript)) and not self._may_be_none(
                    model
                ):
                    self.report(route, status=status, given=f"response_model={ast.unparse(model)}")
            return
        function = route.function
        if route.has_unknown_arguments or isinstance(function, ast.Lambda) or function is None:
            return
        if function.returns is not None and not self._is_bodiless(function.returns):
            if route.call in function.decorator_list[-1:] or route.endpoint is not None:
                self.report(route, status=status, given=f"-> {ast.unparse(function.returns)}")

    def _may_be_none(self, model: ast.expr) -> bool:
        """Whether the model is a variable, which may be None."""
        return isinstance(model, ast.Name) and not class_names(self.module, model)

    def _is_bodiless(self, annotation: ast.expr) -> bool:
        """Whether an annotation is None or a response class, or may be one for all that is known."""
        if isinstance(annotation, ast.Constant):
            return not isinstance(annotation.value, str) or annotation.value == "None"
        if isinstance(annotation, (ast.Subscript, ast.BinOp)):
            return False
        names = class_names(self.module, annotation)
        return not names or RESPONSE in names or not self._is_known(annotation)

    def _is_known(self, annotation: ast.expr) -> bool:
        """Whether a class is the project's own, built in, or a type of ``typing``."""
        from flake8_fastapi.model.types import ClassObject, External

        resolver = self.module.project.routing.resolver
        of = resolver.type_of(annotation, self.module.routing.scope_of(annotation))
        if isinstance(of, ClassObject):
            return all(
                not isinstance(each, str) or each.startswith(("pydantic.", "builtins.", "enum.", "typing."))
                for each in self.module.project.interpreter.hierarchy.lineage(of.definition)
            )
        return isinstance(of, External) and of.name.startswith(("builtins.", "typing."))
