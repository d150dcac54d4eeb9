"""Statements are changed with their lines: indentation, tabs, comments, strings over several lines."""

from __future__ import annotations

import ast
from pathlib import Path
from textwrap import dedent

import pytest
from drafts import changed, function, refused

from flake8_fastapi.fixes.draft import Draft


def protect(draft: Draft) -> None:
    """Wraps the statement with the yield in a try, and what follows it in the finally."""
    around = function(draft)
    at = next(
        number
        for number, each in enumerate(around.body)
        if any(isinstance(inner, ast.Yield) for inner in ast.walk(each))
    )
    draft.wrap_in_try(around, around.body[at : at + 1], around.body[at + 1 :])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "def f():\n    x = 1\n    yield x\n    x.close()\n",
            "def f():\n    x = 1\n    try:\n        yield x\n    finally:\n        x.close()\n",
        ),
        ("def f():\n\tyield\n\tg()\n", "def f():\n\ttry:\n\t\tyield\n\tfinally:\n\t\tg()\n"),
        ("def f():\n  yield\n  g()", "def f():\n  try:\n    yield\n  finally:\n    g()"),
        (
            "def f():\n    yield  # a\n\n    # b\n    g()  # c\n    # d\n\nh()\n",
            "def f():\n    try:\n        yield  # a\n\n    finally:\n        # b\n        g()  # c\n"
            "    # d\n\nh()\n",
        ),
        (
            'def f():\n    yield g(\n        1,\n    )\n    h("""\ntext\n  more""")\n    i()\n',
            'def f():\n    try:\n        yield g(\n            1,\n        )\n    finally:\n'
            '        h("""\ntext\n  more""")\n        i()\n',
        ),
        ("def f():\r\n    yield\r\n    g()\r\n",
         "def f():\r\n    try:\r\n        yield\r\n    finally:\r\n        g()\r\n"),
    ],
)  # fmt: skip
def test_statements_are_wrapped_in_try_and_finally(tmp_path: Path, before: str, after: str) -> None:
    assert changed(tmp_path, before, protect) == after


@pytest.mark.parametrize(
    "text",
    [
        "def f(): yield; g()\n",
        "def f():\n    yield; g()\n",
        "def f():\n    x = 1; yield\n    g()\n",
        "def f():\n    yield (\n1)\n    g()\n",
        "def f():\n    yield\n\x0c    g()\n",
    ],
)
def test_what_shares_its_lines_is_not_wrapped(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, protect)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("async def f(): ...\n", "def f(): ...\n"),
        ("@g\nasync  def f(): ...\n", "@g\ndef f(): ...\n"),
        ("class A:\n    async def f(self): ...\n", "class A:\n    def f(self): ...\n"),
        ("async \\\ndef f(): ...\n", "def f(): ...\n"),
    ],
)
def test_async_is_taken_away(tmp_path: Path, before: str, after: str) -> None:
    def use(draft: Draft) -> None:
        found = function(draft)
        assert isinstance(found, ast.AsyncFunctionDef)
        draft.make_plain(found)

    assert changed(tmp_path, before, use) == after


def remove_first_decorator(draft: Draft) -> None:
    found = function(draft)
    draft.remove_decorator(found, found.decorator_list[0])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@a\n@b\ndef f(): ...\n", "@b\ndef f(): ...\n"),
        ("# why\n@a(\n    1,\n)\ndef f(): ...\n", "# why\ndef f(): ...\n"),
        ("class A:\n    @ a\n    def f(self): ...\n", "class A:\n    def f(self): ...\n"),
    ],
)
def test_a_decorator_is_removed_with_its_lines(tmp_path: Path, before: str, after: str) -> None:
    assert changed(tmp_path, before, remove_first_decorator) == after


@pytest.mark.parametrize("text", ["@a  # why\ndef f(): ...\n", "@a(\n    1,  # why\n)\ndef f(): ...\n"])
def test_a_decorator_with_a_comment_stays(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, remove_first_decorator)


def test_a_clause_is_put_before_another(tmp_path: Path) -> None:
    before = dedent("""\
        def f():
            try:
                g()
            # about what follows
            except Exception:
                pass
    """)
    after = before.replace("    except Exc", "    except KeyError:\n        raise\n    except Exc")

    def use(draft: Draft) -> None:
        [handler] = draft.index.of_kind(ast.ExceptHandler)
        draft.insert_handler(handler, ["except KeyError:", "    raise"])

    assert changed(tmp_path, before, use) == after


def test_a_keyword_is_replaced(tmp_path: Path) -> None:
    def use(draft: Draft) -> None:
        [statement] = draft.index.of_kind(ast.Return)
        draft.replace_keyword(statement, "return", "raise")

    assert changed(tmp_path, "def f(): return(X)\n", use) == "def f(): raise(X)\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f(): ...\n", "def f(x: int): ...\n"),
        ("def f( ): ...\n", "def f(x: int): ...\n"),
        ("def f(a, b=1): ...\n", "def f(x: int, a, b=1): ...\n"),
        ("def f(*, a): ...\n", "def f(x: int, *, a): ...\n"),
        ("def f(**a): ...\n", "def f(x: int, **a): ...\n"),
        ("def f(\n    a,  # one\n    b,\n): ...\n", "def f(\n    x: int,\n    a,  # one\n    b,\n): ...\n"),
        ("def f(\r\n\ta): ...\r\n", "def f(\r\n\tx: int,\r\n\ta): ...\r\n"),
        ("class A:\n    def f(self): ...\n", "class A:\n    def f(self, x: int): ...\n"),
        ("class A:\n    def f(self, a): ...\n", "class A:\n    def f(self, x: int, a): ...\n"),
    ],
)
def test_a_parameter_is_added_before_the_others(tmp_path: Path, before: str, after: str) -> None:
    assert changed(tmp_path, before, lambda draft: draft.add_parameter(function(draft), "x: int")) == after


@pytest.mark.parametrize("text", ["def f(a, /): ...\n", "def f(  # none\n): ...\n"])
def test_no_parameter_is_added_where_it_cannot_be_named(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, lambda draft: draft.add_parameter(function(draft), "x: int"))


def move_first_behind_third(draft: Draft) -> None:
    """Moves the first statement of the module."""
    body = draft.index.tree.body
    draft.move_behind(body[0], body[2])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a()\nb()\nc()\nd()\n", "b()\nc()\na()\nd()\n"),
        ("a()\nb()\nc()\n", "b()\nc()\na()\n"),
        ("# of a\n# and more\na(\n    1\n)  # a\nb()\n# of c\nc()\n",
         "b()\n# of c\nc()\n# of a\n# and more\na(\n    1\n)  # a\n"),
        ("a()\r\nb()\r\nc()\r\n", "b()\r\nc()\r\na()\r\n"),
    ],
)  # fmt: skip
def test_a_statement_is_moved_with_its_comments(tmp_path: Path, before: str, after: str) -> None:
    assert changed(tmp_path, before, move_first_behind_third) == after


@pytest.mark.parametrize("text", ["a(); b()\nc()\nd()\n", "a()\nb()\nc()"])
def test_a_statement_that_shares_lines_stays(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, move_first_behind_third)
