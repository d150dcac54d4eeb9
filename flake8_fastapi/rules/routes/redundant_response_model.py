"""FAPI918: a response model that the return annotation gives already."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.routing.objects import Route


class RedundantResponseModel(Rule):
    """``response_model=X`` on a function that is annotated ``-> X``.

    Why: FastAPI takes the annotation for the response model. Two that must be changed together will
    differ one day, and then ``response_model`` silently wins.

    Cure: remove ``response_model``.

    Exempt: different types, which is what ``response_model`` is for.

    Cannot see: types that are equal but written differently.

    Source: beyond the guide; FastAPI's documentation, "Response Model - Return Type".
    """

    code = "FAPI918"
    name = "redundant-response-model"
    message = "response_model={model} says what the return annotation says; remove it"
    opt_in = True
    guide = ""
    gate = ("response_model",)
    fix = "safe"

    def visit_Route(self, route: Route) -> None:
        """Compare the two as they are written."""
        model = route.keywords.get("response_model")
        function = route.function
        if model is None or function is None or isinstance(function, ast.Lambda) or function.returns is None:
            return
        if isinstance(model, ast.Constant) or not route.is_decorator:
            return
        if ast.dump(model) == ast.dump(function.returns):
            self.report(model, model=ast.unparse(model), fix=partial(_remove, model))


def _remove(model: ast.expr, draft: Draft) -> str:
    keyword = draft.index.parent(model)
    call = draft.index.parent(keyword) if isinstance(keyword, ast.keyword) else None
    if not isinstance(keyword, ast.keyword) or not isinstance(call, ast.Call):
        raise draft.refusal("it is not written in the decorator's call")
    draft.remove_argument(call, keyword)
    return "Remove response_model="
