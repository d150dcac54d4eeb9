"""FAPI301: an upload of any size is read into memory."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.uploads.base import GUIDE_SECTION, knows_limits

if TYPE_CHECKING:
    from flake8_fastapi.model.uploads.reads import WholeRead


class UnboundedUploadRead(Rule):
    """``await file.read()`` without a size, and nothing that limits the upload.

    Why: the whole upload comes into memory at once: 200 MB take 203 MB, four of them at a time
    804 MB, and anybody can send them. A check of ``len(content)`` comes when they are there already.

    Cure: ``max_body_size=`` on the path operation, router or application (since FastAPI 0.164, which then
    answers 413 before the function runs), or look at ``file.size`` first; read large files in chunks.

    Exempt: routes, routers and applications with ``max_body_size``; a middleware that refuses by
    ``Content-Length``; functions, decorators, dependencies and callers that look at the size before.

    Cannot see: limits of a proxy in front of the application, or of the server.

    Source: the guide wants large files streamed. Its own loop checks the size when Starlette has
    stored the whole body already; ``max_body_size`` does not.
    """

    code = "FAPI301"
    name = "unbounded-upload-read"
    message = "{read}() reads an upload of any size into memory: {limit}check {size} first"
    guide = GUIDE_SECTION
    gate = (".read(", ".readlines(")

    def visit_WholeRead(self, read: WholeRead) -> None:
        """Report a read without a bound."""
        limit = "set max_body_size= or " if knows_limits(self.module.project) else ""
        size = "the size of the upload" if read.is_file else f"{ast.unparse(read.upload)}.size"
        self.report(read, read=ast.unparse(read.call.func), size=size, limit=limit)
