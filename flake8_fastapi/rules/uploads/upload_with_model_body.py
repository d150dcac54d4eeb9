"""FAPI307: a form and a JSON body at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.uploads.base import GUIDE_SECTION, ROUTES

if TYPE_CHECKING:
    from flake8_fastapi.model.uploads.mixed_bodies import MixedBody


class UploadWithModelBody(Rule):
    """An upload or form field stands beside a model or dictionary that is to come from the body.

    Why: a request has one body. With an upload or a ``Form()`` FastAPI reads it as a form, and there the
    model (or dictionary, or list of models) is a text, which is none: every request is a 422, in
    whatever form it is sent.

    Cure: ``Annotated[Model, Form()]``, whose fields are fields of the form; or two requests; or the
    model as JSON in a text field, with ``Model.model_validate_json``.

    Exempt: models of forms, optional models, models with a validator that takes text
    (``mode="before"``), scalars with ``Body()``, and models that ``Depends()`` makes of the query.

    Cannot see: dependencies that are not functions or objects of the project.

    Source: beyond the guide, whose upload endpoints take the file alone; seen on FastAPI 0.165.
    """

    code = "FAPI307"
    name = "upload-with-model-body"
    message = (
        "{form} makes the body a form, which cannot hold {model}: always a 422; use Form() for {model} too"
    )
    guide = GUIDE_SECTION
    gate = ROUTES

    def visit_MixedBody(self, body: MixedBody) -> None:
        """Report a body that cannot be."""
        self.report(body, form=body.form, model=body.model)
