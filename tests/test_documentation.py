"""What is generated is fresh, and staleness is noticed."""

from __future__ import annotations

from pathlib import Path

import documentation
import pytest
from documentation import (
    BEGIN,
    END,
    TABLE_BEGIN,
    TABLE_END,
    DocumentationError,
    check_coverage,
    fence,
    rule_page,
)
from throwaway import define

COVERAGE = """
[[section]]
heading = "1. Calls"
within = "Patterns"

[[section.statement]]
line = 3
says = "Call nothing."
rules = ["FAPI980", "FAPI989"]
note = "Or | little."

[[section.statement]]
line = 5
says = "Be kind."
reason = "Source does not show it."
"""


def test_the_documentation_of_this_project_is_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert documentation.main(["--check"]) == 0, "".join(capsys.readouterr())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, separate_registry: None) -> Path:
    """A project with one rule, one example of each kind, and two statements of a guide."""
    rule = define(guide="1. Calls", message="{name}() is called | now")
    monkeypatch.setattr(documentation, "load_rules", lambda: (rule,))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "guide-coverage.toml").write_text(COVERAGE)
    (tmp_path / "README.md").write_text(f"# Name\n\n{TABLE_BEGIN}\n{TABLE_END}\n\nThe end.\n")
    tables = [BEGIN.format(name) + "\n" + END.format(name) + "\n" for name in ("overlaps", "resemblances")]
    (tmp_path / "docs" / "ruff.md").write_text("# Ruff\n" + "\n".join(tables))
    folder = tmp_path / "examples" / "FAPI980"
    (folder / "bad" / "package").mkdir(parents=True)
    (folder / "bad" / "package" / "__init__.py").touch()
    (folder / "bad" / "package" / "main.py").write_text("f()  # expect: FAPI980\n")
    (folder / "good.py").write_text("f\n")
    return tmp_path


def test_pages_table_and_coverage_are_written(project: Path) -> None:
    assert documentation.main([], project) == 0
    page = (project / "docs" / "rules" / "FAPI980.md").read_text()
    assert "# FAPI980 throw-away\n\nA call that the test looks for.\n" in page
    assert "| message | {name}() is called \\| now |\n| on by default | yes |" in page
    assert "## Why\n\nthe test needs something to find.\n\n## Cure\n\nnone needed." in page
    reported = (
        "## Reported\n\n`examples/FAPI980/bad/package/main.py`\n\n```python\nf()  # expect: FAPI980\n```"
    )
    assert f"{reported}\n\n## Silent\n\n`examples/FAPI980/good.py`\n\n```python\nf\n```\n" in page
    readme = (project / "README.md").read_text()
    row = "| [FAPI980](docs/rules/FAPI980.md) | throw-away | A call that the test looks for. |"
    assert readme == (
        f"# Name\n\n{TABLE_BEGIN}\n| code | name | reports |\n|---|---|---|\n{row}\n{TABLE_END}\n\nThe end.\n"
    )
    coverage = (project / "docs" / "guide-coverage.md").read_text()
    assert (
        "| 3 | Call nothing. | [FAPI980](rules/FAPI980.md), *planned:* FAPI989 <br> Or \\| little. |"
        in coverage
    )
    assert "| 5 | Be kind. | Source does not show it. |" in coverage
    assert "Of 2 statements 1 can be enforced; 1 of these have rules today." in coverage


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/rules/FAPI980.md", "other"),
        ("docs/rules/FAPI980.md", None),
        ("docs/rules/FAPI981.md", "a page of a rule that is gone"),
        ("docs/guide-coverage.md", "other"),
        ("README.md", f"{TABLE_BEGIN}\nother\n{TABLE_END}\n"),
        (
            "docs/ruff.md",
            "".join(BEGIN.format(name) + END.format(name) for name in ("overlaps", "resemblances")),
        ),
        ("examples/FAPI980/good.py", "g\n"),
        ("docs/guide-coverage.toml", COVERAGE.replace("FAPI989", "FAPI988")),
    ],
)
def test_what_is_stale_is_named_and_can_be_written_anew(
    project: Path, capsys: pytest.CaptureFixture[str], path: str, text: str | None
) -> None:
    documentation.main([], project)
    assert documentation.main(["--check"], project) == 0
    if text is None:
        (project / path).unlink()
    else:
        (project / path).write_text(text)
    capsys.readouterr()
    assert documentation.main(["--check"], project) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1
    documentation.main([], project)
    assert documentation.main(["--check"], project) == 0


def test_a_readme_without_its_markers_is_an_error(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "README.md").write_text(f"{TABLE_BEGIN}\n")
    assert documentation.main([], project) == 1
    assert "not 0 times" in capsys.readouterr().err


@pytest.mark.usefixtures("separate_registry")
def test_statements_that_contradict_themselves_or_the_rules() -> None:
    rule = define(guide="Calls")
    statement = {"line": 3, "says": "x", "rules": ["FAPI980"]}
    section = {"heading": "Calls", "statement": [statement]}

    def complaint(**change: object) -> str:
        with pytest.raises(DocumentationError) as caught:
            check_coverage([{**section, "statement": [{**statement, **change}]}], {"FAPI980": rule})
        return str(caught.value)

    check_coverage([section], {"FAPI980": rule})
    check_coverage([{**section, "heading": "One", "within": "Calls"}], {"FAPI980": rule})
    assert "either rules or a reason" in complaint(rules=[])
    assert "either rules or a reason" in complaint(reason="both")
    assert "does not come after" in complaint(line=0)
    assert "does not mention it" in complaint(rules=["FAPI981"])
    with pytest.raises(DocumentationError, match="no heading 'Calls'"):
        check_coverage([{**section, "heading": "Other"}], {"FAPI980": rule})


@pytest.mark.usefixtures("separate_registry")
def test_an_opt_in_rule_says_how_to_turn_it_on(tmp_path: Path) -> None:
    page = rule_page(define(opt_in=True, versions=">=0.118", fix="unsafe"), tmp_path)
    assert "| on by default | no: turn it on with `extend-select = FAPI980` |" in page
    assert "| FastAPI versions | >=0.118 |\n| fix | unsafe |\n| guide | goes beyond it |" in page


def test_code_with_fences_stays_in_its_fence() -> None:
    assert fence("x") == "```"
    assert fence('"""\n```python\n"""') == "````"
