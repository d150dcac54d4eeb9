"""What is assumed of ast-grep and its grammar; an update that changes one of these breaks a test here."""

from __future__ import annotations

import pytest
from ast_grep_py import SgNode, SgRoot

TEXT = 'ä = "é😀"; call(a, b,  # why\n    c=1,)\n'


def root(text: str) -> SgNode:
    return SgRoot(text, "python").root()


def written(node: SgNode, text: str) -> str:
    place = node.range()
    return text[place.start.index : place.end.index]


def found(node: SgNode, kind: str) -> SgNode:
    each = node.find(kind=kind)
    assert each is not None
    return each


def test_offsets_are_characters_and_not_bytes_or_utf_16() -> None:
    call = found(root(TEXT), "call")
    assert call.range().start.index == TEXT.index("call")
    assert written(call, TEXT).startswith("call(a, b,")


def test_arguments_have_their_commas_and_comments() -> None:
    arguments = found(root(TEXT), "call").field("arguments")
    assert arguments is not None
    kinds = [each.kind() for each in arguments.children()]
    assert kinds == ["(", "identifier", ",", "identifier", ",", "comment", "keyword_argument", ",", ")"]


def test_a_generator_without_brackets_of_its_own_is_no_argument_list() -> None:
    arguments = found(root("f(x for x in y)"), "call").field("arguments")
    assert arguments is not None
    assert arguments.kind() == "generator_expression"


@pytest.mark.parametrize("text", ["a\r\nb(1)\r\n", "\x0ca\nb(1)\n", "if x:\n\tb(1)\n"])
def test_line_ends_form_feeds_and_tabs_move_nothing(text: str) -> None:
    assert written(found(root(text), "call"), text) == "b(1)"


def test_lone_carriage_returns_are_no_line_ends_to_it() -> None:
    assert root("a = 1\rb = 2\r").find(kind="ERROR") is not None


def test_brackets_are_nodes_around_what_they_hold() -> None:
    inner = found(root("(f()).x"), "call")
    parent = inner.parent()
    assert parent is not None
    assert parent.kind() == "parenthesized_expression"


def test_async_and_def_are_words_of_a_function() -> None:
    function = found(root("@decorated\nasync  def f(): pass\n"), "function_definition")
    assert [each.kind() for each in function.children()][:3] == ["async", "def", "identifier"]


def test_an_import_lists_its_names_between_its_words() -> None:
    statement = found(root("from a.b import (c, d as e,)\n"), "import_from_statement")
    kinds = [each.kind() for each in statement.children()]
    assert kinds == ["from", "dotted_name", "import", "(", "dotted_name", ",", "aliased_import", ",", ")"]


def test_an_f_string_marks_its_expressions() -> None:
    inside = found(root('f"{call()}"'), "call").parent()
    assert inside is not None
    assert inside.kind() == "interpolation"


def test_a_language_that_it_does_not_know_is_no_exception() -> None:
    with pytest.raises(BaseException) as raised:  # noqa: PT011 - that it is no Exception is the point
        SgRoot("x", "pythonese")
    assert not isinstance(raised.value, Exception)


@pytest.mark.parametrize(
    "text", ["def f[T](x: T): ...\n", "type X = int\n", "match x:\n    case 1: f()\n", "t'{x}'\n",
             "try:\n    f()\nexcept* E:\n    f()\n", "with (a as b, c as d):\n    f()\n"]
)  # fmt: skip
def test_newer_syntax_is_known_to_it(text: str) -> None:
    assert root(text).find(kind="ERROR") is None
