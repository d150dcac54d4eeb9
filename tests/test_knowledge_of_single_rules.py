"""The small tables that one rule or two have: of middleware, of secrets in fields, of database passwords."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest
from knowledge_inspection import MISSING, dotted, is_installed, member

from flake8_fastapi.knowledge.database_passwords import password_takers
from flake8_fastapi.knowledge.middleware import answering_middleware
from flake8_fastapi.knowledge.reader import Knowledge
from flake8_fastapi.knowledge.secret_fields import secret_fields

MIDDLEWARE = sorted(answering_middleware())
FIELDS = [(cls, field) for row in secret_fields() for cls in sorted(row.classes) for field in row.fields]
FUNCTIONS = sorted(password_takers().functions)
STRINGS = sorted(password_takers().strings.items())


@pytest.mark.parametrize("name", [*FUNCTIONS, *dict(STRINGS), *(cls for cls, _ in FIELDS)])
def test_names_are_canonical(name: str) -> None:
    """Types carry canonical names, so another spelling would never match."""
    assert Knowledge().canonical(name) == name


@pytest.mark.parametrize("name", MIDDLEWARE)
def test_middleware_says_when_it_answers(name: str) -> None:
    row = answering_middleware()[name]
    assert row.answers.startswith("answers ")
    assert row.role in ("", "authentication")


@pytest.mark.libraries
@pytest.mark.parametrize("name", [*MIDDLEWARE, *FUNCTIONS, *dict(STRINGS)])
def test_installed_libraries_have_the_name(name: str) -> None:
    if not is_installed(name):
        pytest.skip("the library is not installed here")
    assert dotted(name) is not MISSING


@pytest.mark.libraries
@pytest.mark.parametrize(("cls", "field"), FIELDS)
def test_classes_have_the_field(cls: str, field: str) -> None:
    if not is_installed(cls):
        pytest.skip("the library is not installed here")
    assert member(dotted(cls), field) is not MISSING


@pytest.mark.libraries
@pytest.mark.parametrize(("name", "place"), STRINGS)
def test_strings_of_options_are_taken_there(name: str, place: tuple[str, int]) -> None:
    if not is_installed(name):
        pytest.skip("the library is not installed here")
    try:
        taken = [each for each in inspect.signature(dotted(name)).parameters if each not in ("self", "cls")]
    except ValueError:
        pytest.skip("written in C, which hides its parameters")
    keyword, position = place
    has_any = {"args", "kwargs"} <= set(taken)
    assert has_any or taken[position] == keyword


@pytest.mark.libraries
def test_middleware_is_middleware() -> None:
    for name in MIDDLEWARE:
        if is_installed(name):
            module, _, cls = name.rpartition(".")
            assert "app" in inspect.signature(getattr(import_module(module), cls)).parameters
