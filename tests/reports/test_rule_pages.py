"""`fapi rule` and `fapi rules`: what is known of the rules, in the terminal."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from flake8_fastapi.cli import main
from flake8_fastapi.reports.pages import FOLDERS, codes, page_of
from flake8_fastapi.rule import docstring_sections
from flake8_fastapi.rules import load_rules

ROOT = Path(__file__).parent.parent.parent


def test_pages_say_what_the_classes_say() -> None:
    rules = load_rules()
    assert codes() == tuple(rule.code for rule in rules)
    for rule in rules:
        page = page_of(rule.code)
        assert page is not None
        assert (page.code, page.name, page.is_opt_in) == (rule.code, rule.name, rule.opt_in)
        assert page.facts["message"] == rule.message
        assert page.facts["fix"] == (rule.fix or "none")
        assert list(page.sections) == ["Why", "Cure", "Not reported", "What it cannot see", "Source"]
        assert all(page.sections.values())
        assert list(page.examples) == ["Reported", "Silent"]
        wrong = docstring_sections(rule.__doc__ or "")[0][1]
        assert page.summary == " ".join(wrong.split("\n\n")[0].split())


def test_every_page_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    for code in codes():
        page = page_of(code)
        assert page is not None
        assert main(["rule", code]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith(f"{code} {page.name}\n")
        for text in page.sections.values():
            words = re.sub(r"[`\s]+", " ", text)
            assert words.strip() in re.sub(r"[`\s]+", " ", shown)
        for examples in page.examples.values():
            for example in examples:
                assert f" {example.path}\n" in shown
                compile(example.code, example.path, "exec")


@pytest.mark.parametrize("spelling", ["FAPI109", "fapi109", "blocking-call-chain", "Blocking-Call-Chain"])
def test_spellings(spelling: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", spelling]) == 0
    assert capsys.readouterr().out.startswith("FAPI109 blocking-call-chain\n")


@pytest.mark.parametrize(
    ("wanted", "advice"),
    [
        ("FAPI190", "did you mean FAPI"),
        ("109", "did you mean FAPI109?"),
        ("blocking-call-chian", "did you mean blocking-call-chain?"),
        ("../../README", "`fapi rules` lists all rules"),
        ("", "`fapi rules` lists all rules"),
    ],
)
def test_unknown_rules(wanted: str, advice: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", wanted]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"fapi: error: there is no rule {wanted!r}; {advice}")
    assert shown.err.count("\n") == 1


def test_internal_errors_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "FAPI000"]) == 0
    assert "is not a rule" in capsys.readouterr().out


def test_all_rules_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(codes())
    opt_in = next(line for line in lines if line.startswith("FAPI110 "))
    assert opt_in.startswith("FAPI110 filesystem-metadata (opt-in): A coroutine asks")


def test_all_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--output-format", "json"]) == 0
    listed = {rule["code"]: rule for rule in json.loads(capsys.readouterr().out)}
    assert len(listed) == len(load_rules())
    for rule in load_rules():
        entry = listed[rule.code]
        assert entry["name"] == rule.name
        assert entry["on_by_default"] is not rule.opt_in
        assert entry["fix"] == rule.fix
        assert entry["versions"] == (rule.versions or None)
        assert entry["guide"] == (rule.guide or None)
        assert entry["summary"]


def test_an_installed_package_has_the_pages(tmp_path: Path) -> None:
    """What pip would install, unpacked somewhere else: no docs/ beside it."""
    pytest.importorskip("hatchling")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    program = "import sys; from flake8_fastapi.cli import main; sys.exit(main(sys.argv[1:]))"
    shown = subprocess.run(
        [sys.executable, "-c", program, "rule", "fapi109"],
        cwd=tmp_path / "installed",
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert shown.startswith("FAPI109 blocking-call-chain\n")
    assert "async def read_order" in shown
    assert not (tmp_path / "installed" / "docs").exists()
    assert Path(FOLDERS[1]).name == "rules"


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    program = (
        "import sys; from flake8_fastapi.cli import main; sys.exit(main(['rules', '--output-format=json']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait()
