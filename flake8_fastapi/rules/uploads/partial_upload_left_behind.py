"""FAPI306: a refused upload leaves a part of itself on the disk."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.uploads.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.uploads.chunk_loops import ChunkLoop


class PartialUploadLeftBehind(Rule):
    """A loop that stores an upload raises, and what was written so far stays.

    Why: every refused upload leaves a file. They fill the disk, and whoever looks into the folder
    takes them for whole ones.

    Cure: remove the file in a ``try``/``except``/``finally`` around the loop, or write to a temporary
    file that is moved to its place at the end.

    Exempt: a file that is removed before the ``raise`` or by a ``try`` around it; temporary files.

    Cannot see: files that something else removes later.

    Source: the guide's loop removes the file when anything fails. Opt-in, because another
    process may do so.
    """

    code = "FAPI306"
    name = "partial-upload-left-behind"
    message = "{statement} here leaves what was written of {upload} on the disk: remove it first"
    opt_in = True
    guide = GUIDE_SECTION
    gate = (".read(",)

    def visit_ChunkLoop(self, loop: ChunkLoop) -> None:
        """Report the statement that leaves the loop and the file."""
        if loop.left_behind is not None:
            exception = loop.left_behind.exc
            name = ast.unparse(
                exception.func if isinstance(exception, ast.Call) else exception or loop.upload
            )
            self.report(loop.left_behind, statement=f"raise {name}", upload=ast.unparse(loop.upload))
