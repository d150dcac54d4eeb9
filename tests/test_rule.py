"""A rule that is not whole is refused when its class is made, and says why."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from throwaway import DOCSTRING, define, without_paragraph

from flake8_fastapi.model.nodes import NODE_NAMES
from flake8_fastapi.rule import HEADINGS, Rule, docstring_sections, registered_rules
from flake8_fastapi.settings import Settings

pytestmark = pytest.mark.usefixtures("separate_registry")


def visit(rule: Rule, node: Any) -> None:
    """A method body for rules that are only defined."""


def test_a_whole_rule_registers_in_the_order_of_the_codes() -> None:
    later = define(code="FAPI989", name="later")
    earlier = define(code="FAPI981", name="earlier")
    assert [rule for rule in registered_rules() if rule in (earlier, later)] == [earlier, later]


@pytest.mark.parametrize(
    ("attributes", "complaint"),
    [
        ({"code": "FAPI98"}, "code 'FAPI98' is not FAPI and three digits"),
        ({"code": "FAP980"}, "is not FAPI and three digits"),
        ({"code": "FAPI9800"}, "is not FAPI and three digits"),
        ({"code": "FAPI98\u0660"}, "is not FAPI and three digits"),
        ({"code": None}, "code must be a string"),
        ({"code": "FAPI000"}, "reserved for internal errors"),
        ({"name": "Throw-Away"}, "small letters"),
        ({"name": "throw_away"}, "small letters"),
        ({"name": ""}, "small letters"),
        ({"message": ""}, "message must be text"),
        ({"message": "a call "}, "message must be text"),
        ({"message": "two\nlines"}, "one line"),
        ({"message": "a call of {}"}, "must be a plain name"),
        ({"message": "a call of {0}"}, "must be a plain name"),
        ({"message": "a call of {node.func}"}, "must be a plain name"),
        ({"message": "a call of {name"}, "message: expected '}'"),
        ({"guide": None}, "guide must be a string"),
        ({"gate": "fastapi"}, "gate must be a tuple"),
        ({"gate": ("",)}, "gate must be a tuple"),
        ({"gate": ["fastapi"]}, "gate must be a tuple"),
        ({"opt_in": 1}, "opt_in must be True or False"),
        ({"fix": "unsure"}, "fix must be None, 'safe' or 'unsafe'"),
        ({"versions": "0.118"}, "versions: '0.118' is no comparison"),
        ({"versions": ">=0.118,"}, "versions: '' is no comparison"),
        ({"visit_Cal": visit}, "visit_Cal: neither Python's ast nor the model has a node 'Cal'"),
        ({"visit_call": visit}, "has a node 'call'"),
        ({"visit_expr": visit}, "has a node 'expr'"),
        ({"visit_Str": visit}, "has a node 'Str'"),
        ({"visit_Load": visit}, "has a node 'Load'"),
        ({"__doc__": None}, "no docstring"),
        ({"__doc__": DOCSTRING.partition("\n")[2]}, "must begin with what is wrong"),
        ({"__doc__": DOCSTRING.replace("Cure: none needed.", "Cure:")}, "under 'Cure'"),
        ({"__doc__": DOCSTRING + "Why: again.\n"}, "in this order"),
        *(({"__doc__": without_paragraph(heading)}, "must have the headings") for heading in HEADINGS),
    ],
)
def test_a_rule_with_a_fault_is_refused(attributes: dict[str, Any], complaint: str) -> None:
    before = registered_rules()
    with pytest.raises(TypeError) as caught:
        define(**attributes)
    assert complaint in str(caught.value)
    assert "ThrowAway" in str(caught.value)
    assert registered_rules() == before


@pytest.mark.parametrize("attribute", ["code", "name", "message", "guide", "gate"])
def test_what_has_no_default_must_be_said(attribute: str) -> None:
    with pytest.raises(TypeError, match=f"{attribute} must be"):
        define(without=(attribute,))


def test_a_rule_without_visit_methods_is_refused() -> None:
    with pytest.raises(TypeError, match="no visit_ method"):
        define(without=("visit_Call",))


def test_code_and_name_are_used_once() -> None:
    define()
    with pytest.raises(TypeError, match="code FAPI980 belongs to ThrowAway already"):
        define(name="another")
    with pytest.raises(TypeError, match="name 'throw-away' belongs to FAPI980 already"):
        define(code="FAPI981")


def test_an_abstract_base_passes_on_what_it_has_and_does_not_register() -> None:
    before = registered_rules()
    base: Any = define(abstract=True, without=("code", "name", "message", "__doc__"))
    assert registered_rules() == before

    class Heir(base):  # type: ignore[misc]
        __doc__ = DOCSTRING
        code = "FAPI980"
        name = "heir"
        message = "a call"

    assert Heir.visitors == {"Call": "visit_Call"}
    assert Heir in registered_rules()


def test_an_abstract_base_may_not_misspell_a_node_either() -> None:
    with pytest.raises(TypeError, match="has a node 'Cal'"):
        define(abstract=True, visit_Cal=visit)


def test_an_inherited_docstring_does_not_count() -> None:
    base: Any = define(abstract=True)
    with pytest.raises(TypeError, match="no docstring"):
        type("Heir", (base,), {})


def test_the_nodes_of_the_model_and_of_newer_pythons_may_be_visited() -> None:
    assert NODE_NAMES
    names = [*NODE_NAMES, "AsyncFunctionDef", "TypeAlias", "TemplateStr"]
    rule = define(**{f"visit_{name}": visit for name in names})
    assert rule.visitors.keys() == {"Call", *names}


def made(rule: type[Rule], reported: list[tuple[Any, ...]]) -> Rule:
    module: Any = None  # these rules ask nothing
    return rule(module, Settings(), lambda *report: reported.append(report))


def test_report_fills_the_message_from_the_fields_it_names() -> None:
    reported: list[tuple[Any, ...]] = []
    rule = made(define(message="{name}() is called, see {{here}}"), reported)
    node = ast.parse("f()").body[0]
    rule.report(node, name="f", unused="of another message of the family")
    assert reported == [(type(rule), node, "f() is called, see {here}", (), None)]


def test_report_without_a_field_of_the_message_is_an_error_in_the_rule() -> None:
    rule = made(define(message="{name}() calls {callee}()"), [])
    with pytest.raises(TypeError, match=r"FAPI980: its message needs \['callee'\] too"):
        rule.report(ast.parse("f()").body[0], name="f")


def test_a_message_of_several_lines_stays_one_line() -> None:
    reported: list[tuple[Any, ...]] = []
    rule = made(define(message="{name} is called"), reported)
    rule.report(ast.parse("f()").body[0], name="f(\n    1)")
    assert reported[0][2] == "f( 1) is called"


def test_docstring_sections_keep_paragraphs_and_colons() -> None:
    sections = docstring_sections("What is wrong: much.\n\nWhy: one\n\ntwo: three\nCure:\n- none")
    assert sections == [("", "What is wrong: much."), ("Why", "one\n\ntwo: three"), ("Cure", "- none")]


def test_a_rule_that_gives_a_fix_must_declare_it() -> None:
    def cure(draft: object) -> str:
        return "Change it"

    given: list[tuple[Any, ...]] = []
    node = ast.parse("f()").body[0]
    with pytest.raises(TypeError, match="must declare fix"):
        made(define(), given).report(node, fix=cure)
    made(define(code="FAPI981", name="with-a-fix", fix="safe"), given).report(node, fix=cure)
    assert len(given) == 1
