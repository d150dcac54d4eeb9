"""The engine: who is run, on what, and what becomes of errors."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

import pytest
from throwaway import define

from flake8_fastapi.engine import UNGUARDED, Engine, check
from flake8_fastapi.model.module import Module
from flake8_fastapi.model.project import Project
from flake8_fastapi.model.tree_index import TreeIndex
from flake8_fastapi.rule import Finding, Rule
from flake8_fastapi.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("separate_registry")


@pytest.fixture
def filename(tmp_path: Path) -> str:
    """A file in a folder of its own; what is checked under its name need not be what it holds."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "application.py").write_text("import fastapi\n")
    return str(tmp_path / "main.py")


def run(source: str, filename: str, *rules: type[Rule], settings: Settings | None = None) -> list[Finding]:
    lines = source.splitlines(keepends=True)
    return Engine(rules, settings or Settings()).check(ast.parse(source), filename, lines)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def failing(error: BaseException) -> Any:
    """A method body that raises."""

    def fail(*arguments: object) -> None:
        raise error

    return fail


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors become findings, as they do for users."""
    monkeypatch.delenv(UNGUARDED)


def test_findings_stand_in_the_order_of_the_source(filename: str) -> None:
    first = define(code="FAPI981", name="first")
    second = define(code="FAPI980", name="second")
    found = run("b()\na(c())\n", filename, first, second)
    assert [(finding.line, finding.column, finding.code) for finding in found] == [
        (1, 0, "FAPI980"),
        (1, 0, "FAPI981"),
        (2, 0, "FAPI980"),
        (2, 0, "FAPI981"),
        (2, 2, "FAPI980"),
        (2, 2, "FAPI981"),
    ]


def test_columns_count_characters_not_bytes(filename: str) -> None:
    found = run("x = 'äöü€𝄞' + f()\n", filename, define())
    assert [finding.column for finding in found] == [14]


def test_every_node_is_handed_over_once_and_before_its_children(filename: str) -> None:
    source = "@d\ndef f(a: int = 1, *b, **c) -> str:\n    return [x for x in a if x] or {1: 2}['k'](*b)\n"
    names = {type(node).__name__ for node in ast.walk(ast.parse(source))} - {"Load", "Store"}
    seen: list[ast.AST] = []
    visits = {f"visit_{name}": lambda self, node: seen.append(node) for name in names}
    tree = ast.parse(source)
    Engine([define(**visits)], Settings()).check(tree, filename, source.splitlines(keepends=True))
    expected = [node for node in ast.walk(tree) if not isinstance(node, ast.expr_context)]
    assert len(seen) == len(expected)
    assert {id(node) for node in seen} == {id(node) for node in expected}
    place = {id(node): index for index, node in enumerate(seen)}
    for node in expected:
        for child in ast.iter_child_nodes(node):
            assert isinstance(child, ast.expr_context) or place[id(node)] < place[id(child)]


def test_the_tree_that_flake8_shares_stays_as_it_was(filename: str) -> None:
    source = "import time\nasync def f():\n    time.sleep(1)\n"
    tree = ast.parse(source)
    before = ast.dump(tree, include_attributes=True)
    attributes = [sorted(vars(node)) for node in ast.walk(tree)]
    check(tree, filename, source.splitlines(keepends=True), Settings())
    assert ast.dump(tree, include_attributes=True) == before
    assert [sorted(vars(node)) for node in ast.walk(tree)] == attributes


def test_a_file_that_passes_no_gate_costs_nothing(filename: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Project, "containing", failing(AssertionError("the model was asked")))
    rules = [define(gate=("fastapi", "starlette")), define(code="FAPI981", name="other", gate=("celery",))]
    assert run("import flask\nflask.Flask()\n", filename, *rules) == []


def test_a_project_without_the_framework_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    filename = str(tmp_path / "main.py")
    rule = define()
    assert run("a()\n", filename, rule) == []
    assert codes(run("import fastapi\na()\n", filename, rule)) == ["FAPI980"]


def test_one_word_of_a_gate_lets_its_rules_in_and_no_others(filename: str) -> None:
    rules = [
        define(gate=("fastapi", "starlette")),
        define(code="FAPI981", name="other", gate=("celery",)),
        define(code="FAPI982", name="always", gate=()),
    ]
    assert codes(run("import starlette\nf()\n", filename, *rules)) == ["FAPI980", "FAPI982"]


def test_the_model_is_asked_for_the_wanted_nodes_and_no_walk_is_made_for_them(
    filename: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class BlockingCall:
        lineno, col_offset = 1, 4

    asked: list[frozenset[str]] = []

    def framework_nodes(self: Module, names: frozenset[str]) -> Iterator[object]:
        asked.append(names)
        yield BlockingCall()

    monkeypatch.setattr(Module, "framework_nodes", framework_nodes)
    monkeypatch.setattr(TreeIndex, "nodes", property(failing(AssertionError("a walk"))))
    report: Any = lambda self, node: self.report(node)  # noqa: E731
    rule = define(visit_BlockingCall=report, without=("visit_Call",))
    found = run("f()\n", filename, rule)
    assert asked == [frozenset({"BlockingCall"})]
    assert found == [Finding("FAPI980", 1, 4, "a call")]


def test_the_model_is_not_asked_for_nodes_when_no_rule_wants_any(
    filename: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Module, "framework_nodes", failing(AssertionError("the model was asked")))
    assert codes(run("f()\n", filename, define())) == ["FAPI980"]


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        ((), ["FAPI980", "FAPI981", "FAPI990"]),
        (("FAPI980",), ["FAPI981", "FAPI990"]),
        (("FAPI98",), ["FAPI990"]),
        (("FAPI981", "FAPI99"), ["FAPI980"]),
        (("FAPI",), []),
    ],
)
def test_ignored_codes_and_prefixes(filename: str, ignore: tuple[str, ...], left: list[str]) -> None:
    rules = [define(code=code, name=code.lower()) for code in ("FAPI980", "FAPI981", "FAPI990")]
    assert codes(run("f()\n", filename, *rules, settings=Settings(ignore=ignore))) == left


@pytest.mark.parametrize(
    ("release", "left"),
    [(None, ["FAPI980"]), ((0, 117), ["FAPI981"]), ((0, 118), ["FAPI980"])],
)
def test_rules_that_do_not_hold_for_the_version(
    filename: str, release: tuple[int, ...] | None, left: list[str]
) -> None:
    rules = [define(versions=">=0.118"), define(code="FAPI981", name="older", versions="<0.118")]
    assert codes(run("f()\n", filename, *rules, settings=Settings(target_version=release))) == left


def test_opt_in_rules_run_when_their_code_is_given(filename: str) -> None:
    define(code="FAPI981", name="on-demand", opt_in=True)
    arguments: Any = (ast.parse("f()\n"), filename, ["f()\n"], Settings())
    assert codes(check(*arguments)) == []
    assert codes(check(*arguments, opted_in=frozenset({"FAPI981"}))) == ["FAPI981"]


@pytest.mark.usefixtures("guarded")
def test_a_rule_that_raises_becomes_one_finding_and_disturbs_no_other(filename: str) -> None:
    broken = define(visit_Call=failing(ValueError("two\nlines")))
    sound = define(code="FAPI981", name="sound")
    found = run("x = 1\ny = f()\ng()\n", filename, broken, sound)
    assert found == [
        Finding("FAPI000", 2, 4, "internal error in FAPI980: ValueError: two lines; please report it"),
        Finding("FAPI981", 2, 4, "a call"),
        Finding("FAPI981", 3, 0, "a call"),
    ]


@pytest.mark.usefixtures("guarded")
def test_a_rule_that_cannot_be_made_becomes_one_finding(filename: str) -> None:
    found = run("f()\n", filename, define(__init__=failing(KeyError("gone"))))
    assert found == [
        Finding("FAPI000", 1, 0, "internal error in FAPI980: KeyError: 'gone'; please report it")
    ]


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize("broken", ["Project.containing", "Project.open", "Module.framework_nodes"])
def test_a_model_that_raises_becomes_one_finding(
    filename: str, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    owner, method = broken.split(".")
    monkeypatch.setattr(
        {"Project": Project, "Module": Module}[owner], method, failing(RecursionError("deep"))
    )
    rules = [define(visit_BlockingCall=failing(AssertionError), without=("visit_Call",))]
    found = run("f()\n", filename, *rules)
    assert found == [
        Finding("FAPI000", 1, 0, "internal error in the model: RecursionError: deep; please report it")
    ]


@pytest.mark.usefixtures("guarded")
def test_internal_errors_can_be_ignored_like_any_code(filename: str) -> None:
    broken = define(visit_Call=failing(ValueError()))
    assert run("f()\n", filename, broken, settings=Settings(ignore=("FAPI000",))) == []
    assert codes(run("f()\n", filename, broken, settings=Settings(ignore=("FAPI1",)))) == ["FAPI000"]


def test_in_our_own_tests_errors_come_through(filename: str) -> None:
    with pytest.raises(ZeroDivisionError):
        run("f()\n", filename, define(visit_Call=failing(ZeroDivisionError())))
