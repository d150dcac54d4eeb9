"""FAPI810: what FastAPI, Starlette and pydantic have deprecated or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.deprecations import DeprecatedUse


class DeprecatedApi(Rule):
    """A class, argument, constant or way of calling that the library has deprecated or removed.

    Why: what is deprecated warns today and goes with a later release; what is removed already
    fails, mostly when the line is run for the first time.

    Cure: the replacement that the message names.

    Exempt: projects whose lock file, requirements or metadata say that they run on a version
    before the change; pydantic 2's changes where the project admits pydantic 1; code that reckons
    with several versions: under a test of the version, or where an ``AttributeError`` or
    ``ImportError`` is caught. Deprecations with
    a rule of their own are reported there: event handlers, routes, workers, settings.

    Cannot see: names reached through objects of unknown type, and methods of models.

    Source: beyond the guide. The table is held against the real libraries, which warn or raise.
    """

    code = "FAPI810"
    name = "deprecated-api"
    message = "{name} is {state}: use {instead}"
    guide = ""
    gate = (
        "ORJSONResponse", "UJSONResponse", "TemplateResponse", "WSGIMiddleware", "run_until_first_complete",
        "HTTP_413_", "HTTP_414_", "HTTP_416_", "HTTP_422_", "validator", "parse_obj_as",
        "regex=", "regex =", "example=", "example =", "root_path=", "root_path =", "openapi_prefix",
        "min_items=", "min_items =", "max_items=", "max_items =", "const=", "const =", "unique_items",
    )  # fmt: skip

    def visit_DeprecatedUse(self, use: DeprecatedUse) -> None:
        """Report each use."""
        api = use.api
        name = api.last_name
        if api.argument:
            name = f"{api.argument}= of {name}()"
        elif api.first:
            name = f"{name}() without the {api.first} first"
        self.report(use, name=name, state=api.state, instead=api.instead)
