"""Baselines: old findings are silent, new ones are not, and lines may move."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from fapi_runs import BLOCKING, CLEAN, check_here, flake8, here

if TYPE_CHECKING:
    from pathlib import Path

    from fapi_runs import Result

SECOND = BLOCKING.replace('"/"', '"/second"').replace("index", "second")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text("fastapi\n")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text(BLOCKING)
    (tmp_path / "app" / "other.py").write_text(SECOND)
    written = here(tmp_path, "check", "--no-cache", "--write-baseline", "b.json")
    assert written == (0, "", "Wrote 2 findings to b.json.\n")
    return tmp_path


def with_baseline(project: Path, *arguments: str) -> Result:
    return here(project, "check", "--no-cache", "--output-format=concise", "--baseline=b.json", *arguments)


def test_old_findings_are_silent(project: Path) -> None:
    assert with_baseline(project) == (0, "", "Nothing found.\n")
    assert check_here(project).code == 1


def test_the_file_is_json_in_a_fixed_order_with_a_line_for_each_finding(project: Path) -> None:
    text = (project / "b.json").read_text()
    document = json.loads(text)
    assert [each["path"] for each in document["findings"]] == ["app/main.py", "app/other.py"]
    assert document["findings"][0]["line"] == "time.sleep(1)"
    assert len(text.splitlines()) == len(document["findings"]) + 5
    here(project, "check", "--no-cache", "--write-baseline", "b.json", "app/other.py", "app/main.py")
    assert (project / "b.json").read_text() == text
    here(project, "check", "--no-cache", "--write-baseline", "empty.json", "--select=FAPI2")
    assert json.loads((project / "empty.json").read_text())["findings"] == []


def test_moved_lines_do_not_matter(project: Path) -> None:
    moved = "# one\n# two\n\n" + BLOCKING.replace(
        "    time.sleep(1)", "    if True:\n        time.sleep( 1 )"
    )
    (project / "app" / "main.py").write_text(moved.replace("time.sleep( 1 )", "time.sleep(1)"))
    assert with_baseline(project).code == 0


def test_the_same_once_more_is_new(project: Path) -> None:
    (project / "app" / "main.py").write_text(BLOCKING + "    time.sleep(1)\n")
    result = with_baseline(project)
    assert result.code == 1
    assert len(result.lines) == 1


def test_what_is_gone_is_told_and_may_come_no_more(project: Path) -> None:
    (project / "app" / "main.py").write_text(CLEAN)
    result = with_baseline(project)
    assert result.code == 0
    head, line = result.errors.splitlines()[1:]
    assert head == "1 finding of b.json did not come up again; write it anew with --write-baseline b.json:"
    assert line.startswith("  app/main.py: FAPI101 time.sleep() blocks")
    assert with_baseline(project, "-q").errors == ""
    here(project, "check", "--no-cache", "--write-baseline", "b.json")
    (project / "app" / "main.py").write_text(BLOCKING)
    assert with_baseline(project).code == 1


def test_only_what_was_looked_at_can_be_gone(project: Path) -> None:
    (project / "app" / "main.py").write_text(CLEAN)
    assert "did not come up" not in with_baseline(project, "app/other.py").errors
    assert "did not come up" not in with_baseline(project, "--select=FAPI2").errors
    (project / "app" / "main.py").unlink()
    assert "did not come up" in with_baseline(project, "app/other.py").errors


def test_files_that_do_not_parse_stay_findings(project: Path) -> None:
    (project / "app" / "broken.py").write_text("def broken(:\n")
    here(project, "check", "--no-cache", "--write-baseline", "b.json")
    assert [line.split()[1] for line in with_baseline(project).lines] == ["E999"]


def test_configured_and_in_another_folder(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.fapi]\nbaseline = "b.json"\n')
    assert check_here(project).code == 0
    assert check_here(project / "app").code == 0
    (project / "b.json").unlink()
    assert check_here(project).code == 2
    # writing it anew does not need the old one
    assert here(project / "app", "check", "--write-baseline", "../b.json", "-q", "--no-cache").code == 0
    assert check_here(project).code == 0


def test_fixes_leave_old_findings_alone(project: Path) -> None:
    (project / "app" / "new.py").write_text(BLOCKING)
    assert with_baseline(project, "--fix", "--unsafe-fixes", "-q").code == 0
    assert (project / "app" / "main.py").read_text() == BLOCKING
    assert (project / "app" / "new.py").read_text() != BLOCKING


def test_standard_input(project: Path) -> None:
    from fapi_runs import fapi

    arguments = ("check", "-", "--stdin-filename=app/main.py", "--baseline=b.json", "--output-format=concise")
    assert fapi(project, *arguments, stdin=f"\n\n{BLOCKING}".encode()).code == 0
    assert fapi(project, *arguments, stdin=f"{BLOCKING}    time.sleep(2)\n".encode()).code == 1


@pytest.mark.parametrize("configured", [False, True])
def test_in_flake8(project: Path, configured: bool) -> None:
    (project / "app" / "main.py").write_text(f"# moved\n{BLOCKING}    time.sleep(2)\n")
    if configured:
        (project / "tox.ini").write_text("[flake8]\nfapi-baseline = b.json\n")
    [line] = flake8(project, *([] if configured else ["--fapi-baseline=b.json"])).lines
    assert line.startswith("./app/main.py:12:5: FAPI101")


def test_a_broken_baseline_in_flake8(project: Path) -> None:
    (project / "b.json").write_text("{}")
    result = flake8(project, "--fapi-baseline=b.json")
    assert result.code == 1
    assert "b.json is broken: it has no list of findings" in result.output + result.errors
    assert "Traceback" not in result.output + result.errors
