"""Every rule's examples: real programs that have exactly the findings they are marked with."""

from __future__ import annotations

import ast
import re
import shutil
import tokenize
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pytest
from example_cases import Case, cases, codes, entries, expected, expected_in, is_case
from import_example import import_example

from flake8_fastapi.engine import check
from flake8_fastapi.rules import load_rules
from flake8_fastapi.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from pathlib import Path

    from example_cases import Expectation

RECEIVER = re.compile(r"(?<![\"'])\b(self|cls)\b(?![\"'])")
"""The usual names, but not the texts `'self'`, which mean something else in policies."""

OTHER_RECEIVERS = {"self": "this", "cls": "kind"}


def has_receivers(case: Case) -> bool:
    """Whether an example has methods that name their object."""
    return any(RECEIVER.search(path.read_text(encoding="utf-8")) for path in case.files)


CASES = cases()
all_cases = pytest.mark.parametrize("case", CASES, ids=str)


def findings(case: Case, folder: Path) -> Counter[Expectation]:
    """What the rules that are on by default, and the case's own, report in a copy of the case.

    The copy makes each case a project of its own, as it would be at a user's.
    """
    (folder / "pyproject.toml").touch()
    if case.path.is_dir():
        shutil.copytree(case.path, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(case.path, folder)
    found: Counter[Expectation] = Counter()
    for path in sorted(folder.rglob("*.py")):
        with tokenize.open(path) as file:
            lines = file.readlines()
        tree = ast.parse("".join(lines))
        own = frozenset({case.code})
        for finding in check(tree, str(path), lines, Settings(), opted_in=own):
            found[path.relative_to(folder).as_posix(), finding.line, finding.code] += 1
    return found


@all_cases
def test_the_findings_are_those_that_are_marked(case: Case, tmp_path: Path) -> None:
    marked, found = expected(case), findings(case, tmp_path)
    assert {"missing": sorted(marked - found), "not marked": sorted(found - marked)} == {
        "missing": [],
        "not marked": [],
    }


@pytest.mark.parametrize("case", [case for case in CASES if has_receivers(case)], ids=str)
def test_what_a_method_calls_its_object_makes_no_difference(case: Case, tmp_path: Path) -> None:
    renamed = Case(case.code, tmp_path / "renamed" / case.path.name)
    base = case.path if case.path.is_dir() else case.path.parent
    shutil.copytree(base, tmp_path / "renamed" / base.name, ignore=shutil.ignore_patterns("__pycache__"))
    if case.path.is_file():
        renamed = Case(case.code, tmp_path / "renamed" / base.name / case.path.name)
    for path in renamed.files:
        text = path.read_text(encoding="utf-8")
        path.write_text(RECEIVER.sub(lambda found: OTHER_RECEIVERS[found[1]], text), encoding="utf-8")
    folder = tmp_path / "project"
    folder.mkdir()
    marked, found = expected(renamed), findings(renamed, folder)
    assert {"missing": sorted(marked - found), "not marked": sorted(found - marked)} == {
        "missing": [],
        "not marked": [],
    }


@all_cases
def test_bad_shows_the_rule_and_good_shows_nothing(case: Case) -> None:
    marked = {code for _, _, code in expected(case)}
    if case.is_good:
        assert marked == set()
    if case.is_bad:
        assert case.code in marked


@pytest.mark.real
@all_cases
def test_it_is_a_real_program(case: Case, importer: ProcessPoolExecutor) -> None:
    failure = importer.submit(import_example, case.path).result(timeout=120)
    assert not failure, failure


def test_every_rule_has_examples_and_every_example_a_rule() -> None:
    assert codes() == [rule.code for rule in load_rules()]


@pytest.mark.parametrize("code", codes())
def test_a_folder_has_bad_and_good_and_nothing_unknown(code: str) -> None:
    assert [entry.name for entry in entries(code) if not is_case(entry)] == []
    own = [case for case in CASES if case.code == code]
    assert any(case.is_bad for case in own)
    assert any(case.is_good for case in own)


def write(folder: Path, text: str) -> Path:
    path = folder / "file.py"
    path.write_text(text)
    return path


def test_markers_are_read_from_comments_only(tmp_path: Path) -> None:
    text = '"""# expect: FAPI101"""\nf()  # expect: FAPI101\ng()  # why  # expect: FAPI102, FAPI101\n'
    assert expected_in(write(tmp_path, text)) == {(2, "FAPI101"): 1, (3, "FAPI102"): 1, (3, "FAPI101"): 1}
    twice = expected_in(write(tmp_path, "f(); f()  # expect: FAPI101, FAPI101\n"))
    assert twice == {(1, "FAPI101"): 2}


@pytest.mark.parametrize(
    "comment",
    ["# expect FAPI101", "# expect: FAPI1O1", "# expect:", "# expect: FAPI101 now", "#expect: E501"],
)
def test_a_marker_with_a_slip_is_an_error(tmp_path: Path, comment: str) -> None:
    with pytest.raises(ValueError, match=r"file\.py:1: cannot read"):
        expected_in(write(tmp_path, f"f()  {comment}\n"))


@pytest.mark.real
def test_an_example_that_does_not_import_is_noticed(tmp_path: Path, importer: ProcessPoolExecutor) -> None:
    run = partial(importer.submit, import_example)
    package = tmp_path / "bad" / "package"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "sound.py").write_text("import fastapi\n")
    assert run(tmp_path / "bad").result(timeout=120) == ""
    (package / "broken.py").write_text("from package import gone\n")
    assert "ImportError" in run(tmp_path / "bad").result(timeout=120)
    assert "SystemExit" in run(write(tmp_path, "raise SystemExit\n")).result(timeout=120)
