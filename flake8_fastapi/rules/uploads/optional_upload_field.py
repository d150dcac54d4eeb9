"""FAPI305: an upload's content type is taken for granted."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.uploads.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.uploads.content_types import ContentTypeUse


class OptionalUploadField(Rule):
    """``file.content_type`` is used as text without a look whether it is there.

    Why: a part of a form that has no ``Content-Type`` header has None there. Then
    ``file.content_type.startswith(...)`` is an ``AttributeError``, a ``in`` a ``TypeError``: a 500 for a
    request that should have been a 400.

    Cure: ``(file.content_type or "").startswith(...)``, or a test for None first.

    Exempt: uses behind ``if file.content_type``, a comparison that None does not pass, ``assert``,
    or in a ``try`` that catches the error. ``filename`` and ``size`` of an upload are never None.

    Cannot see: content types that were assigned to another name before.

    Source: the guide's own example has this; seen on FastAPI 0.165.
    """

    code = "FAPI305"
    name = "optional-upload-field"
    message = (
        '{field} is None when the client sends no type for the file, and this fails: use ({field} or "")'
    )
    guide = GUIDE_SECTION
    gate = ("content_type",)

    def visit_ContentTypeUse(self, use: ContentTypeUse) -> None:
        """Report a use that None breaks."""
        self.report(use, field=ast.unparse(use.node))
