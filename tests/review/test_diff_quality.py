"""diff-quality (of diff-cover) reports what a branch adds, not what was there before."""

from __future__ import annotations

import json

import pytest
from review_kit import ADDED, APPLICATION, HELPER, Repository

pytest.importorskip("diff_cover")


@pytest.fixture
def branch(repository: Repository) -> Repository:
    """A branch that adds one path operation to an application that has an old finding."""
    repository.commit(main=APPLICATION, helper=HELPER)
    repository.run("git", "switch", "--quiet", "--create", "change")
    repository.commit(main=APPLICATION + ADDED)
    return repository


def quality(branch: Repository, *arguments: str) -> list[dict[str, object]]:
    program = "diff_cover.diff_quality_tool"
    options = ["--compare-branch=main", "--format=json:report.json", "--fail-under=100"]
    branch.python(program, "--violations=flake8", *options, *arguments, expect=1)
    report = json.loads((branch.folder / "report.json").read_text())
    assert list(report["src_stats"]) == ["main.py"]
    return [
        {"line": line, "says": message.split()[0]}
        for line, message in report["src_stats"]["main.py"]["violations"]
    ]


NEW_FINDING = [{"line": 17, "says": "FAPI109"}]


def test_through_flake8(branch: Repository) -> None:
    assert quality(branch, "--options=--select=FAPI") == NEW_FINDING


@pytest.mark.parametrize(
    "command", [("flake8", "--select=FAPI"), ("fapi", "check", "--output-format=concise", "--quiet")]
)
def test_with_a_report(branch: Repository, command: tuple[str, ...]) -> None:
    report = branch.run(*command, expect=1)
    assert "main.py:10:5: FAPI101" in report
    (branch.folder / "findings.txt").write_text(report)
    assert quality(branch, "findings.txt") == NEW_FINDING
