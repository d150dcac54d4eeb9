"""FAPI304: an upload is stored in pieces, however many there are."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.uploads.base import GUIDE_SECTION, knows_limits

if TYPE_CHECKING:
    from flake8_fastapi.model.uploads.chunk_loops import ChunkLoop


class MissingUploadLimit(Rule):
    """A loop copies an upload in pieces and never asks how much it has been.

    Why: memory is safe, the disk is not: anybody can fill it with one request.

    Cure: ``max_body_size=`` on the path operation, router or application; or count what was
    written and answer 413.

    Exempt: loops that compare a size; routes, routers and applications with ``max_body_size``; a
    middleware that refuses by ``Content-Length``; functions, dependencies and callers that look at
    the size before.

    Cannot see: limits of a proxy in front of the application, or of the server; loops in
    other functions that get the upload untyped.

    Source: the guide's loop has a ``MAX_FILE_SIZE``. Opt-in, because such limits often stand in the
    proxy; and the loop's own check comes when Starlette has stored the whole body already.
    """

    code = "FAPI304"
    name = "missing-upload-limit"
    message = "this loop stores {upload} whatever its size: {limit}count and answer 413"
    opt_in = True
    guide = GUIDE_SECTION
    gate = (".read(",)

    def visit_ChunkLoop(self, loop: ChunkLoop) -> None:
        """Report a loop without a bound."""
        if not loop.is_limited:
            limit = "set max_body_size=, or " if knows_limits(self.module.project) else ""
            self.report(loop, upload=ast.unparse(loop.upload), limit=limit)
