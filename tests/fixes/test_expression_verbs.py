"""Arguments are added and removed, expressions replaced and awaited, in whatever layout they stand."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from drafts import call, changed, refused

from flake8_fastapi.fixes.draft import Draft

ADDED = [
    ("f()", "f(x=1)"),
    ("f( )", "f(x=1)"),
    ("f(a)", "f(a, x=1)"),
    ("f(a,)", "f(a, x=1)"),
    ("f(a, b=2)", "f(a, b=2, x=1)"),
    ("f(*a, **b)", "f(*a, **b, x=1)"),
    ("f(\n    a,\n)", "f(\n    a,\n    x=1,\n)"),
    ("f(\n    a\n)", "f(\n    a,\n    x=1\n)"),
    ("f(\n    a,  # why\n)", "f(\n    a,  # why\n    x=1,\n)"),
    ("f(\n    a  # why\n)", "f(\n    a,  # why\n    x=1\n)"),
    ("f(\n\ta,\n\tb,\n)", "f(\n\ta,\n\tb,\n\tx=1,\n)"),
    ("f(a,\n  b)", "f(a,\n  b, x=1)"),
    ("f(a, {\n    'k': 1,\n})", "f(a, {\n    'k': 1,\n}, x=1)"),
    ("f(\n    a, b,\n)", "f(\n    a, b, x=1\n)"),
    ("é = 'ü'; f(a); g()", "é = 'ü'; f(a, x=1); g()"),
    ("f(a)(b)", "f(a, x=1)(b)"),
    ("f ( a )", "f ( a, x=1 )"),
    ("f(\r\n    a,\r\n)\r\n", "f(\r\n    a,\r\n    x=1,\r\n)\r\n"),
    ("f(  # first\n    a,\n)", "f(  # first\n    a,\n    x=1,\n)"),
]


@pytest.mark.parametrize(("before", "after"), ADDED)
def test_a_keyword_is_added_as_the_others_are_laid_out(tmp_path: Path, before: str, after: str) -> None:
    assert changed(tmp_path, before, lambda draft: draft.add_keyword(call(draft), "x", "1")) == after


@pytest.mark.parametrize(
    "text", ["f(x=2)", "f(a for a in b)", "f(  # why\n)", "f(a  # why\n)", "f'{f(a)}'", "x = 1\rf()\r"]
)
def test_a_keyword_is_not_added_where_that_would_be_wrong(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, lambda draft: draft.add_keyword(call(draft), "x", "1"))


REMOVED = [
    ("f(gone)", "f()"),
    ("f(gone,)", "f()"),
    ("f(a, gone)", "f(a)"),
    ("f(gone, a)", "f(a)"),
    ("f(a, gone, b)", "f(a, b)"),
    ("f(\n    a,\n    gone,\n)", "f(\n    a,\n)"),
    ("f(\n    gone,\n    a,\n)", "f(\n    a,\n)"),
    ("f(\n    a,  # why\n    gone,\n    b,\n)", "f(\n    a,  # why\n    b,\n)"),
]


def remove_gone(draft: Draft) -> None:
    node = call(draft)
    [gone] = [each for each in node.args if isinstance(each, ast.Name) and each.id == "gone"]
    draft.remove_argument(node, gone)


@pytest.mark.parametrize(("before", "after"), REMOVED)
def test_an_argument_is_removed_with_its_comma(tmp_path: Path, before: str, after: str) -> None:
    assert changed(tmp_path, before, remove_gone) == after


@pytest.mark.parametrize(
    "text", ["f(\n    gone,  # why\n    a,\n)", "f(\n    # why\n    gone,\n)", "f(a,  # why\n  gone)"]
)
def test_an_argument_with_a_comment_is_not_removed(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, remove_gone)


AWAITED = [
    ("f(1)", "await f(1)"),
    ("x = f(1) + 2", "x = await f(1) + 2"),
    ("f(1).x", "(await f(1)).x"),
    ("f(1)[0]", "(await f(1))[0]"),
    ("(f(1)).x", "(await f(1)).x"),
    ("return f(1)", "return await f(1)"),
    ("if not f(1): g()", "if not await f(1): g()"),
    ("x = 2 ** f(1)", "x = 2 ** (await f(1))"),
    ("[f(x) for x in y]", "[await f(x) for x in y]"),
    ("print(f'{f(1)} lines')", "print(f'{await f(1)} lines')"),
    ("f(\n        1,  # why\n    )", "await f(\n        1,  # why\n    )"),
]


@pytest.mark.parametrize(("before", "after"), AWAITED)
def test_await_binds_to_the_call_alone(tmp_path: Path, before: str, after: str) -> None:
    text = f"async def run(y):\n    {before}\n"
    expected = f"async def run(y):\n    {after}\n"
    assert changed(tmp_path, text, lambda draft: draft.insert_await(call(draft))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "f()",
        "def run(): f()",
        "async def run(): lambda: f()",
        "async def run(y): sum(f(x) for x in y)",
        "async def run(a=f()): ...",
        "async def run():\n    class A: x = f()",
    ],
)
def test_await_is_not_put_where_none_may_stand(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, lambda draft: draft.insert_await(call(draft)))


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ("f(1).x", "a + b", "(a + b).x"),
        ("f(1).x", "a.b", "a.b.x"),
        ("g(f(1))", "a + b", "g(a + b)"),
        ("x = f(1)", "a or b", "x = a or b"),
        ("x = not f(1)", "a or b", "x = not (a or b)"),
        ("x = (f(1))", "a or b", "x = (a or b)"),
    ],
)
def test_what_replaces_an_expression_has_brackets_where_it_needs_them(
    tmp_path: Path, before: str, new: str, after: str
) -> None:
    assert changed(tmp_path, before, lambda draft: draft.replace(call(draft), new)) == after


def test_what_holds_a_comment_is_not_replaced(tmp_path: Path) -> None:
    assert refused(tmp_path, "x = f(\n    1,  # why\n)", lambda draft: draft.replace(call(draft), "g"))


def test_a_call_is_dropped_with_its_brackets(tmp_path: Path) -> None:
    assert changed(tmp_path, "x = [f(), 1]", lambda draft: draft.drop_call(call(draft))) == "x = [f, 1]"
    assert refused(tmp_path, "x = f(1)", lambda draft: draft.drop_call(call(draft)))
    assert refused(tmp_path, "x = f(  # why\n)", lambda draft: draft.drop_call(call(draft)))


def rename_in_text(draft: Draft) -> None:
    """Puts ``new.name`` in the place of ``old.name`` in the first literal."""
    draft.replace_in_text(draft.index.of_kind(ast.Constant)[0], "old.name", "new.name")


def test_a_part_of_a_text_is_replaced(tmp_path: Path) -> None:
    assert changed(tmp_path, "x = 'run -k old.name'\n", rename_in_text) == "x = 'run -k new.name'\n"
    assert changed(tmp_path, 'x = """\nold.name\n"""\n', rename_in_text) == 'x = """\nnew.name\n"""\n'


@pytest.mark.parametrize("text", ["x = 'old.name old.name'\n", "x = 'old.' 'name'\n", "x = 'old\\x2ename'\n"])
def test_a_text_in_several_pieces_stays(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, rename_in_text)


SPREAD = [
    ("g(f(1))", "g(f, 1)"),
    ("g(f())", "g(f)"),
    ("g(None, f(1, y=2))", "g(None, f, 1, y=2)"),
    ("g(f(*a, **b))", "g(f, *a, **b)"),
    ("g(\n    f(1),\n)", "g(\n    f, 1,\n)"),
    ("g(f(\n    1,\n    2,\n))", "g(f, 1,\n    2)"),
]


@pytest.mark.parametrize(("before", "after"), SPREAD)
def test_a_call_is_spread_among_the_arguments(tmp_path: Path, before: str, after: str) -> None:
    assert changed(tmp_path, before, lambda draft: draft.spread_call(call(draft))) == after


@pytest.mark.parametrize("text", ["f(1)", "g(f(1), 2)", "g(f(1), x=2)", "g(x=f(1))", "g(f(  # why\n1))"])
def test_a_call_is_not_spread_where_its_arguments_would_be_others(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, lambda draft: draft.spread_call(call(draft)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("g(f(1, y=2))", "g(partial(f, 1, y=2))"),
        ("g(f(\n    1,\n))", "g(partial(f,\n    1,\n))"),
    ],
)
def test_a_call_becomes_a_partial(tmp_path: Path, before: str, after: str) -> None:
    assert changed(tmp_path, before, lambda draft: draft.make_partial(call(draft), "partial")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f(g)", "g()"),
        ("f(g, 1, y=2)", "g(1, y=2)"),
        ("f(a, g, 1)", "g(1)"),
        ("f(\n    g,\n    1,\n)", "g(1,\n)"),
    ],
)
def test_a_function_is_called_directly(tmp_path: Path, before: str, after: str) -> None:
    def use(draft: Draft) -> None:
        node = call(draft)
        draft.call_directly(next(each for each in node.args if ast.unparse(each) == "g"), node)

    assert changed(tmp_path, before, use) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def g(x: T = f(1)): ...", "def g(x: Annotated[T, f(1)]): ..."),
        ("def g(x: 'T'=f(1)): ...", "def g(x: Annotated['T', f(1)]): ..."),
        ("def g(\n    x: T = f(\n        1\n    ),\n): ...",
         "def g(\n    x: Annotated[T, f(\n        1\n    )],\n): ..."),
    ],
)  # fmt: skip
def test_a_default_is_moved_into_the_annotation(tmp_path: Path, before: str, after: str) -> None:
    def use(draft: Draft) -> None:
        [parameter] = draft.index.of_kind(ast.arg)
        draft.default_to_annotated(parameter, call(draft), "Annotated")

    assert changed(tmp_path, before, use) == after


OFFLOADED = [
    ("f()", "await run(f)"),
    ("x = f(1, y=2)", "x = await run(f, 1, y=2)"),
    ("f(1).json()", "(await run(f, 1)).json()"),
    ("f().json()", "(await run(f)).json()"),
    ("(f(1)).json()", "(await run(f, 1)).json()"),
    ("f(\n        1,\n        2,\n    )", "await run(\n        f,\n        1,\n        2,\n    )"),
    ("f(\n        1\n    ).x", "(await run(\n        f,\n        1\n    )).x"),
    ("f(1,\n      2)", "await run(f, 1,\n      2)"),
]


@pytest.mark.parametrize(("before", "after"), OFFLOADED)
def test_a_call_is_given_to_what_runs_it_elsewhere(tmp_path: Path, before: str, after: str) -> None:
    text = f"async def handle():\n    {before}\n"
    expected = f"async def handle():\n    {after}\n"
    assert changed(tmp_path, text, lambda draft: draft.offload(call(draft), "run")) == expected


@pytest.mark.parametrize(
    "text", ["f(1)", "def g(): f(1)", "async def g():\n    [x for x in y if (lambda: f(x))]"]
)
def test_a_call_stays_where_it_cannot_be_awaited(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, lambda draft: draft.offload(call(draft), "run"))
