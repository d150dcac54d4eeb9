"""What comes after a `yield`, and which `yield` may be a second one."""

from __future__ import annotations

import ast
from textwrap import indent

import pytest

from flake8_fastapi.model.dependency_graph.yield_flow import YieldFlow


def flow(body: str) -> YieldFlow:
    """The flow of a generator; handlers of `Exception` catch what requests raise."""
    function = ast.parse("def f():\n" + indent(body, "    ")).body[0]
    assert isinstance(function, ast.FunctionDef)
    return YieldFlow(function, lambda each: isinstance(each.type, ast.Name) and each.type.id == "Exception")


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("before()\nyield\nafter()", ["after()"]),
        (
            "try:\n  yield\n  a()\nexcept Exception:\n  b()\nelse:\n  c()\nfinally:\n  d()",
            ["a()", "c()", "d()"],
        ),
        ("if x:\n  yield\n  a()\nelse:\n  b()\nc()", ["a()", "c()"]),
        ("if x:\n  yield\n  return\nb()", ["return"]),
        ("with x:\n  a()\n  yield\nb()", ["b()"]),
        ("for x in y:\n  yield x\na()", ["a()"]),
        ("while x:\n  a()\n  yield", ["a()", "yield"]),
        ("match x:\n  case 1:\n    yield\n  case 2:\n    a()\nb()", ["b()"]),
        ("def g():\n  yield\na()", []),
    ],
)
def test_after(body: str, after: list[str]) -> None:
    found = sorted(flow(body).after, key=lambda each: each.lineno)
    simple = (ast.Expr, ast.Return)
    assert [ast.unparse(each) for each in found if isinstance(each, simple)] == after


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("yield", []),
        ("yield\nyield", [3]),
        ("if x:\n  yield\nelse:\n  yield", []),
        ("if x:\n  yield\nyield", [4]),
        ("try:\n  yield\nexcept Exception:\n  yield", [5]),
        ("try:\n  yield\nexcept KeyError:\n  yield", []),
        ("try:\n  a()\nexcept Exception:\n  yield\n  return\nyield", []),
        ("try:\n  try:\n    yield\n  finally:\n    a()\nexcept Exception:\n  yield", [8]),
        ("try:\n  a()\nexcept Exception:\n  yield\nelse:\n  yield", []),
        ("try:\n  yield\nexcept Exception:\n  raise\nyield", [6]),
        ("while True:\n  yield", [3]),
        ("while True:\n  yield\n  break", []),
        ("for x in y:\n  yield", []),
        ("for x in range(3):\n  yield", [3]),
        ("for x in range(3):\n  if x:\n    yield\n    break\nelse:\n  yield", []),
        ("x = (yield), (yield)", [2]),
        ("match x:\n  case 1:\n    yield\n  case 2:\n    yield", []),
    ],
)
def test_again(body: str, lines: list[int]) -> None:
    assert [each.lineno for each in flow(body).again] == lines
