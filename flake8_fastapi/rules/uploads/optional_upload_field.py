"""FAPI305: an upload's content type is taken for granted."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.uploads.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.uploads.content_types import ContentTypeUse

WANTING_PARTS = frozenset({"split", "rsplit", "splitlines", "index", "rindex"})
"""Methods of a text that give, or find, too little in an empty one."""


class OptionalUploadField(Rule):
    """``file.content_type`` is used as text without a look whether it is there.

    Why: a part of a form that has no ``Content-Type`` header has None there. Then
    ``file.content_type.startswith(...)`` is an ``AttributeError``, a ``in`` a ``TypeError``: a 500 for a
    request that should have been a 400.

    Cure: ``(file.content_type or "").startswith(...)``, or a test for None first.

    Exempt: uses behind ``if file.content_type``, a comparison that None does not pass, ``assert``,
    or in a ``try`` that catches the error. ``filename`` and ``size`` of an upload are never None.

    Cannot see: content types that are handed to other functions, or to a name that is given something
    else as well.

    Source: the guide's own example has this; seen on FastAPI 0.165.
    """

    code = "FAPI305"
    name = "optional-upload-field"
    message = (
        '{field} is None when the client sends no type for the file, and this fails: use ({field} or "")'
    )
    guide = GUIDE_SECTION
    gate = ("content_type",)
    fix = "unsafe"

    def visit_ContentTypeUse(self, use: ContentTypeUse) -> None:
        """Report a use that None breaks."""
        self.report(use, field=ast.unparse(use.node), fix=partial(self._take_empty_text, use.node))

    def _take_empty_text(self, field: ast.expr, draft: Draft) -> str:
        index = self.module.index
        use = index.parent(field)
        call = index.parent(use) if isinstance(use, ast.Attribute) else None
        if isinstance(use, ast.Attribute) and isinstance(call, ast.Call):
            if use.attr in WANTING_PARTS and not _takes_first_or_last(index.parent(call)):
                raise draft.refusal("an empty text may lack the parts that are taken of it")
        elif not isinstance(use, ast.Compare):
            raise draft.refusal("an empty text may be as wrong as None there")
        draft.replace(field, f'{draft.source.source_of(field)} or ""')
        return "Take an empty text where the client sends no type"


def _takes_first_or_last(node: ast.AST | None) -> bool:
    """Whether it is ``...[0]`` or ``...[-1]``, which a list with one part has too."""
    return isinstance(node, ast.Subscript) and ast.unparse(node.slice) in ("0", "-1")
