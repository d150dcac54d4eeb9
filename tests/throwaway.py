"""Rules that exist for one test."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    import ast

DOCSTRING = """A call that the test looks for.

Why: the test needs something to find.
Cure: none needed.
Exempt: everything else.
Cannot see: calls under another name.
Source: this test.
"""


def define(*, abstract: bool = False, without: tuple[str, ...] = (), **attributes: Any) -> type[Rule]:
    """A rule that reports every call, but for the attributes given and those left out."""

    def visit_Call(self: Rule, node: ast.Call) -> None:
        self.report(node)

    namespace: dict[str, Any] = {
        "__doc__": DOCSTRING,
        "__module__": __name__,
        "code": "FAPI980",
        "name": "throw-away",
        "message": "a call",
        "guide": "",
        "gate": (),
        "visit_Call": visit_Call,
        **attributes,
    }
    for name in without:
        del namespace[name]
    make: Any = type  # its signature in the type stubs knows no further keywords
    rule: type[Rule] = make("ThrowAway", (Rule,), namespace, abstract=abstract)
    return rule


def without_paragraph(heading: str) -> str:
    """The docstring above with one of its headings missing."""
    lines = inspect.cleandoc(DOCSTRING).splitlines()
    kept = [line for line in lines if not line.startswith(heading + ":")]
    assert len(kept) == len(lines) - 1
    return "\n".join(kept)
