"""The examples of every rule with fixes: what has one is gone after it, and nothing else has come."""

from __future__ import annotations

import shutil
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from example_cases import Case, cases
from fixing import comments, complaints, findings, fix, read, without_markers
from import_example import import_example

from flake8_fastapi.rules import load_rules

RULES = {rule.code: rule for rule in load_rules() if rule.fix}
CASES = [case for case in cases() if case.code in RULES]
all_cases = pytest.mark.parametrize("case", CASES, ids=str)


def copied(case: Case, folder: Path) -> list[Path]:
    """The files of a case in a project of its own, without the marks of what is expected."""
    (folder / "pyproject.toml").touch()
    if case.path.is_dir():
        shutil.copytree(case.path, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(case.path, folder)
    paths = sorted(folder.rglob("*.py"))
    for path in paths:
        path.write_text(without_markers(read(path)), encoding="utf-8", newline="")
    return paths


@all_cases
def test_what_has_a_fix_is_gone_and_nothing_new_has_come(case: Case, tmp_path: Path) -> None:
    for path in copied(case, tmp_path):
        text = read(path)
        before = findings(text, path, case.code, with_fixes=True)
        fixed = fix(text, path, case.code, suppressed=lambda each: each.code != case.code)
        own = [each for each in before if each.code == case.code]
        curable = [each for each in own if each.fix is not None]
        path.write_text(fixed.text, encoding="utf-8", newline="")
        after = Counter(each.code for each in findings(fixed.text, path, case.code))
        expected = Counter(each.code for each in before)
        expected[case.code] -= len(curable)
        assert after[case.code] == expected[case.code]
        assert after - expected == Counter()
        assert complaints(fixed.text) - complaints(text) == Counter()
        assert comments(fixed.text) == comments(text)
        assert fix(fixed.text, path, case.code, suppressed=lambda each: each.code != case.code).applied == ()


@all_cases
def test_line_ends_and_a_byte_order_mark_stay(case: Case, tmp_path: Path) -> None:
    for path in copied(case, tmp_path):
        text = read(path)
        expected = fix(text, path, case.code).text
        for windows in (text.replace("\n", "\r\n"), "\ufeff" + text, "\ufeff" + text.replace("\n", "\r\n")):
            path.write_text(windows, encoding="utf-8", newline="")
            fixed = fix(windows, path, case.code).text
            assert fixed.startswith("\ufeff") == windows.startswith("\ufeff")
            assert fixed.count("\n") == (fixed.count("\r\n") if "\r" in windows else fixed.count("\n"))
            assert fixed.removeprefix("\ufeff").replace("\r\n", "\n") == expected


@all_cases
def test_unsafe_fixes_are_made_only_where_they_are_asked_for(case: Case, tmp_path: Path) -> None:
    for path in copied(case, tmp_path):
        text = read(path)
        before = findings(text, path, case.code, with_fixes=True)
        made = fix(text, path, case.code, unsafe=False).applied
        assert all(each.fix is not None and each.fix.safety == "safe" for each in made)
        if not any(each.fix is not None and each.fix.safety == "safe" for each in before):
            assert made == ()


@pytest.mark.real
@all_cases
def test_a_fixed_example_is_still_a_real_program(
    case: Case, importer: ProcessPoolExecutor, tmp_path: Path
) -> None:
    folder = tmp_path / "example"
    folder.mkdir()
    changed = False
    for path in copied(case, folder):
        text = read(path)
        fixed = fix(text, path, case.code).text
        path.write_text(fixed, encoding="utf-8", newline="")
        changed = changed or fixed != text
    if changed:
        failure = importer.submit(
            import_example, folder if case.path.is_dir() else folder / case.path.name
        ).result(timeout=120)
        assert not failure, failure


@pytest.mark.parametrize("code", RULES)
def test_a_bad_example_shows_the_fix_and_a_good_one_needs_none(code: str, tmp_path: Path) -> None:
    fixes = []
    for case in CASES:
        if case.code == code:
            folder = tmp_path / case.path.stem
            folder.mkdir()
            for path in copied(case, folder):
                found = findings(read(path), path, code, with_fixes=True)
                if case.is_bad:
                    fixes += [each.fix for each in found if each.code == code and each.fix is not None]
                    unasked = findings(read(path), path, code)
                    assert all(each.fix is None for each in unasked), "nobody wanted a fix"
                assert not case.is_good or found == []
    assert fixes
    for each in fixes:
        assert each.description[0].isupper()
        assert not each.description.endswith(".")
        assert "\n" not in each.description
