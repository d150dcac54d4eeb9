"""FAPI904: a path without a leading slash, a prefix without one or with a trailing one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.routing.objects import Inclusion, Route, Router, Text

CATCH_ALL = re.compile(r"\{\w+:path\}")
RUN_TIME_EXPRESSION = "{$"
"""How the paths of OpenAPI callbacks begin, which are told to clients and never served."""


class MalformedPath(Rule):
    """A route's path that does not begin with a slash, or a prefix that does not, or that ends in one.

    Why: ``@app.get("items")`` is registered, and answers 404 for ever: request paths begin with a
    slash. On a router the path is glued to the prefix (``/itemsactive``). A prefix without a leading
    or with a trailing slash is an AssertionError when the router is made or included.

    Cure: begin every path and prefix with a slash, and end no prefix with one; on a router that has a
    prefix, the empty path ``""`` means the prefix itself.

    Exempt: on routers, paths that begin with a sign (``":batch"``, ``".json"``), which are meant to be
    glued to the prefix, and the empty path; ``"{rest:path}"``, which matches any path; the paths of
    OpenAPI callbacks, as ``"{$callback_url}/invoices"``.

    Cannot see: paths and prefixes that are computed.

    Source: beyond the guide; FastAPI 0.165 answers so, which the proof shows.
    """

    code = "FAPI904"
    name = "malformed-path"
    message = "{what} {text!r} {problem}"
    guide = ""
    gate = (*(f".{verb}(" for verb in ("get", "post", "put", "patch", "delete", "head", "options", "trace")),
            "api_route(", "websocket", "prefix", ".mount(")  # fmt: skip

    def visit_Route(self, route: Route) -> None:
        """Report a path that no request can have."""
        router = route.router
        if route.path_node is None or not route.text or (router is not None and router.is_customised):
            if route.text == () and route.path_node is not None and router is not None:
                if router.is_application and not router.is_customised and router.call is not None:
                    problem = "never matches: request paths begin with a slash; write '/'"
                    self.report(route.path_node, what="the path", text="", problem=problem)
            return
        first = route.text[0]
        if (
            not isinstance(first, str)
            or first.startswith(("/", RUN_TIME_EXPRESSION))
            or CATCH_ALL.match(first)
        ):
            return
        if router is not None and router.is_application:
            problem = "never matches: request paths begin with a slash"
        elif first[0].isalnum() or first[0] in "{_":
            problem = "is glued to the router's prefix; begin it with a slash"
        else:
            return
        self.report(route.path_node, what="the path", text=first, problem=problem)

    def visit_Router(self, router: Router) -> None:
        """Report the prefix that a router is made with."""
        if "prefix" in router.keywords and not router.object.is_customised:
            self._check_prefix(router.keywords["prefix"], router.object.prefix)

    def visit_Inclusion(self, inclusion: Inclusion) -> None:
        """Report the prefix that a router is included with, and the path of a mount."""
        if inclusion.kind == "include" and "prefix" in inclusion.keywords:
            self._check_prefix(inclusion.keywords["prefix"], inclusion.prefix)
        elif inclusion.kind == "mount" and inclusion.prefix:
            first = inclusion.prefix[0]
            if isinstance(first, str) and not first.startswith("/"):
                problem = "must begin with a slash: it is an AssertionError"
                self.report(inclusion.call, what="the path", text=first, problem=problem)

    def _check_prefix(self, node: ast.expr, text: Text | None) -> None:
        if not text:
            return
        first, last = text[0], text[-1]
        if isinstance(first, str) and not first.startswith("/"):
            problem = "must begin with a slash: it is an AssertionError"
            self.report(node, what="the prefix", text=first, problem=problem)
        elif isinstance(last, str) and last.endswith("/"):
            problem = "must not end with a slash: it is an AssertionError"
            self.report(node, what="the prefix", text=last, problem=problem)
