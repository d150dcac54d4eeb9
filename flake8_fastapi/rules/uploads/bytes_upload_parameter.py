"""FAPI302: an upload that arrives as bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.uploads.base import GUIDE_SECTION, ROUTES, knows_limits

if TYPE_CHECKING:
    from flake8_fastapi.model.uploads.reads import BytesParameter


class BytesUploadParameter(Rule):
    """A parameter ``bytes`` with ``File()``, and nothing that limits the upload.

    Why: FastAPI reads the whole file into memory before the function runs, however large it is: the
    function can neither look at its size first nor read it in parts.

    Cure: ``UploadFile``, read in chunks; or ``max_body_size=`` on the path operation.

    Exempt: routes, routers and applications with ``max_body_size``; a middleware that refuses by
    ``Content-Length``; dependencies that look at the size.

    Cannot see: limits of a proxy in front of the application, or of the server.

    Source: the guide: "never load into memory"; 200 MB took 197 MB of memory on FastAPI 0.165.
    """

    code = "FAPI302"
    name = "bytes-upload-parameter"
    message = "{parameter} is read into memory as a whole, whatever its size: use UploadFile{limit}"
    guide = GUIDE_SECTION
    gate = ("File(", *ROUTES)

    def visit_BytesParameter(self, parameter: BytesParameter) -> None:
        """Report a parameter that takes a file as bytes."""
        limit = ", or set max_body_size=" if knows_limits(self.module.project) else ""
        self.report(parameter, parameter=parameter.parameter.arg, limit=limit)
