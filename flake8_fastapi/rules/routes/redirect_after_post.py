"""FAPI922: a redirect that repeats the POST."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.handlers import name_of, returned
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import PathOperation

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class RedirectAfterPost(Rule):
    """A path operation for POST (PUT, PATCH, DELETE) returns ``RedirectResponse(url)`` without a status.

    Why: its status is 307: the client repeats the same method with the same body at the new address.
    ``status_code=303`` on the decorator changes nothing, since the response has its own.

    Cure: ``RedirectResponse(url, status_code=303)``; or write 307 where the repetition is meant.

    Exempt: any explicit status.

    Cannot see: redirects that are made in other functions.

    Source: beyond the guide; the proof shows the 307.
    """

    code = "FAPI922"
    name = "redirect-after-post"
    message = "this redirect of a {method} has status 307 and repeats the {method}: say status_code=303"
    opt_in = True
    guide = ""
    gate = ("RedirectResponse",)

    def visit_PathOperation(self, operation: PathOperation) -> None:
        """Look at the redirects that the function returns."""
        methods = [each for route in operation.routes for each in route.methods or ("GET",)]
        if not methods or not CHANGING.issuperset(methods):
            return
        for _, value in returned(self.module, operation.function):
            if not isinstance(value, ast.Call) or len(value.args) > 1:
                continue
            if any(keyword.arg in (None, "status_code") for keyword in value.keywords):
                continue
            if name_of(self.module, value.func) == "starlette.responses.RedirectResponse":
                self.report(value, method=methods[0])
