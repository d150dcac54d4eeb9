"""FAPI517: a session's cookie can be read by scripts or over plain HTTP."""

from __future__ import annotations

import ast
import re

from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.rule import Rule

SESSION = re.compile(
    r"(?:^|[_-])(?:session(?:id)?|auth|token|jwt|sid|remember(?:me)?)(?:$|[_-])", re.IGNORECASE
)
READABLE = re.compile(r"csrf|xsrf|state|nonce", re.IGNORECASE)
"""Cookies that scripts must read, or that let nobody in."""


class InsecureCookie(Rule):
    """``set_cookie`` for a session or token without ``httponly=True`` and ``secure=True``.

    Why: without ``httponly`` every script on the page can read the cookie, without ``secure`` it is
    sent over plain HTTP, too.

    Cure: ``response.set_cookie(..., httponly=True, secure=True, samesite="lax")``.

    Exempt: other cookies, those for CSRF and the like, values that come from settings.

    Cannot see: cookies whose names are not known. Off by default, since what a cookie is for is
    told by its name only.

    Source: beyond the guide; the proof reads the header that is sent.
    """

    code = "FAPI517"
    name = "insecure-cookie"
    message = "the cookie {cookie} is set without {missing}: whoever reads it is the user"
    guide = ""
    gate = ("set_cookie",)
    opt_in = True

    def visit_Call(self, node: ast.Call) -> None:
        """Report a session-like cookie that lacks one of the two."""
        if not isinstance(node.func, ast.Attribute) or node.func.attr != "set_cookie" or has_unpacking(node):
            return
        if is_test_file(self.module.display_path):
            return
        if not self.module.observation.is_instance(node.func.value, "starlette.responses.Response"):
            return
        resolver = ConfiguredValues(self.module.project)
        key = argument(node, "key", 0)
        name = resolver.of_node(self.module, key).only if key is not None else None
        text = name.text if name is not None else None
        if text is None or not SESSION.search(text) or READABLE.search(text):
            return
        missing = []
        for option, position in (("httponly", 7), ("secure", 6)):
            value = argument(node, option, position)
            only = resolver.of_node(self.module, value).only if value is not None else None
            if value is None or (only is not None and only.origin == "code" and not only.content):
                missing.append(f"{option}=True")
        if missing:
            self.report(node, cookie=repr(text), missing=" and ".join(missing))
