"""FAPI515: a 401 does not say how to log in."""

from __future__ import annotations

import ast

from flake8_fastapi.model.configuration.names import reference
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.framework_names import HTTP_EXCEPTIONS
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.rule import Rule

UNAUTHORIZED = ("HTTP_401_UNAUTHORIZED", "HTTPStatus.UNAUTHORIZED")


class UnauthorizedWithoutChallenge(Rule):
    """``HTTPException`` with status 401 and without the header ``WWW-Authenticate``.

    Why: HTTP demands the header with every 401 (RFC 9110). Clients and proxies read from it that,
    and how, to ask for credentials.

    Cure: ``headers={"WWW-Authenticate": "Bearer"}``.

    Exempt: other statuses; exceptions that are given any headers.

    Cannot see: headers that a handler of exceptions adds later. Off by default, since most
    clients do without.

    Source: the guide's "Authentication Pattern" raises 401 without it; FastAPI's own security classes
    send it.
    """

    code = "FAPI515"
    name = "unauthorized-without-challenge"
    message = '401 without a challenge: add headers={{"WWW-Authenticate": "Bearer"}}'
    guide = "Authentication Pattern"
    gate = ("HTTPException",)
    opt_in = True

    def visit_Call(self, node: ast.Call) -> None:
        """Report an HTTPException for 401 that has no headers."""
        status = argument(node, "status_code", 0)
        if status is None or has_unpacking(node) or argument(node, "headers", 2) is not None:
            return
        if is_test_file(self.module.display_path) or not self._is_unauthorized(status):
            return
        if self.module.observation.name_of(reference(self.module, node.func)) in HTTP_EXCEPTIONS:
            self.report(node)

    def _is_unauthorized(self, status: ast.expr) -> bool:
        if isinstance(status, ast.Attribute):
            if status.attr in ("value", "real"):
                status = status.value
            if ast.unparse(status).endswith(UNAUTHORIZED):
                return True
        if isinstance(status, (ast.Constant, ast.Name)):
            if isinstance(status, ast.Name) and status.id == "HTTP_401_UNAUTHORIZED":
                return True
            only = ConfiguredValues(self.module.project).of_node(self.module, status).only
            return only is not None and only.content == 401
        return False
