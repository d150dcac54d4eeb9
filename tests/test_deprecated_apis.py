"""The table of deprecated things, held against the real libraries that the tests install."""

from __future__ import annotations

import importlib
import warnings
from importlib.metadata import version
from typing import Any

import pytest

from flake8_fastapi.knowledge.deprecated_apis import DeprecatedApi, deprecated_apis
from flake8_fastapi.versions import admits, check_specifier, parse_release

ROWS = [api for apis in deprecated_apis().values() for api in apis]
every_row = pytest.mark.parametrize(
    "api", ROWS, ids=lambda api: f"{api.name} {api.argument}{api.first} {api.state}"
)


def resolve(name: str) -> Any:
    """What a dotted name stands for, however deep the module is."""
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise LookupError(name)


def use(api: DeprecatedApi) -> None:
    """Use what a row is about, the way that it says."""
    found = resolve(api.name)
    if api.argument == "root_path":
        found(root_path="/shop")
    elif api.argument:
        found(
            **{api.argument: {"example": "a", "regex": "a", "openapi_prefix": "/shop"}.get(api.argument, 1)}
        )
    elif api.first:
        found(object(), "index.html", {"request": None})
    elif api.name.endswith("JSONResponse"):
        found({})
    elif api.name.endswith("run_until_first_complete"):
        importlib.import_module("asyncio").run(found())
    elif api.name.endswith("WSGIMiddleware"):
        importlib.reload(importlib.import_module("starlette.middleware.wsgi"))
    elif api.name.endswith("parse_obj_as"):
        found(int, 1)
    elif api.name.endswith("root_validator"):
        found(pre=True)(classmethod(lambda cls, values: values))
    elif api.name.endswith("validator"):
        found("name")(classmethod(lambda cls, value: value))


@pytest.mark.real
@every_row
def test_a_row_is_well_formed(api: DeprecatedApi) -> None:
    assert api.state in ("deprecated", "removed")
    assert api.instead
    for library, versions in api.since:
        check_specifier(versions)
        release = parse_release(version(library))
        assert admits(versions, release), "the newest release is what the tests install"
    for _, release_text in api.not_before:
        parse_release(release_text)


@pytest.mark.real
@every_row
def test_the_library_warns_or_raises(api: DeprecatedApi) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        error: Exception | None = None
        try:
            use(api)
        except Exception as raised:
            error = raised
    if api.state == "removed" or api.first:
        assert error is not None
    else:
        texts = [str(each.message) for each in caught]
        assert any("deprecated" in text for text in texts), (texts, error)
