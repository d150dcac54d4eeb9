"""How expressions are spelled."""

from __future__ import annotations

import ast

import pytest

from flake8_fastapi.model.spelling import last_name


@pytest.mark.parametrize(
    ("text", "name"),
    [("a", "a"), ("a.b", "b"), ("a().b.c", "c"), ("a()", ""), ("a[b]", ""), ("'a'", ""), ("None", "")],
)
def test_last_names(text: str, name: str) -> None:
    assert last_name(ast.parse(text, mode="eval").body) == name


def test_nothing_has_no_name() -> None:
    assert last_name(None) == ""
