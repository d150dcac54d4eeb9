"""Each rule finds its mistake in an application of several files, and nothing else is reported then.

The same is done in real applications by `bench/planted.py`, which needs them to be downloaded.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from findings import Finding
from planted import Plant, PlantError, copy_application, differences, lines_of, plant_in, read_plants

from flake8_fastapi.engine import check
from flake8_fastapi.rules import load_rules
from flake8_fastapi.settings import Settings

HERE = Path(__file__).resolve().parent
APPLICATION = HERE / "planted_application"
PLANTS = read_plants(HERE / "planted_application.toml")
SECTIONS = ("FAPI0", "FAPI2", "FAPI3", "FAPI4", "FAPI5", "FAPI6", "FAPI7", "FAPI8", "FAPI9")
"""The sections of which every rule has a plant."""


def findings(folder: Path, files: Iterable[str], opted_in: str = "") -> list[Finding]:
    """What the rules that are on by default, and one more, report in some files of a project."""
    found = []
    for file in files:
        lines = (folder / file).read_text().splitlines(keepends=True)
        tree = ast.parse("".join(lines))
        for each in check(tree, str(folder / file), lines, Settings(), opted_in=frozenset({opted_in})):
            found.append(Finding(file, each.line, each.column, each.code, each.message))
    return found


def all_files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.py"))


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_exactly_the_mistake_is_reported(plant: Plant, tmp_path: Path) -> None:
    folder = tmp_path / plant.application
    copy_application(APPLICATION, folder)
    expected = plant_in(folder, plant)
    files = all_files(folder)
    assert differences([], findings(folder, files, plant.code), expected, {}, lines_of(folder, files)) == []


def test_nothing_is_reported_before(tmp_path: Path) -> None:
    folder = tmp_path / "lending"
    copy_application(APPLICATION, folder)
    assert findings(folder, all_files(folder)) == []


@pytest.mark.real
def test_the_application_works(tmp_path: Path) -> None:
    folder = tmp_path / "lending"
    copy_application(APPLICATION, folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    environment = {**os.environ, "LENDING_SECRET_KEY": "for the test, and long enough for its algorithm"}
    finished = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_every_rule_has_a_plant() -> None:
    due = {rule.code for rule in load_rules() if rule.code.startswith(SECTIONS) and not rule.opt_in}
    assert due - {plant.code for plant in PLANTS} == set()


def one_line_plant(tmp_path: Path, text: str, becomes: str) -> Path:
    data = tmp_path / "plants.toml"
    edit = f'[[plant.edit]]\nfile = "main.py"\ntext = {text!r}\nbecomes = {becomes!r}\n'
    data.write_text(f'[[plant]]\ncode = "FAPI101"\napplication = "a"\nmistake = "m"\n{edit}')
    (tmp_path / "main.py").write_text("one = 1\ntwo = 2\ntwo = 2\n")
    return data


@pytest.mark.parametrize(
    ("text", "becomes", "problem"),
    [
        ("three", "3  # expect: FAPI101", "has the text 0 times"),
        ("two", "2  # expect: FAPI101", "has the text 2 times"),
        ("one = 1", "one = 2", "no line is marked"),
        ("one = 1", "one =  # expect: FAPI101", "would not parse"),
    ],
)
def test_a_plant_that_does_not_fit_is_an_error(tmp_path: Path, text: str, becomes: str, problem: str) -> None:
    (plant,) = read_plants(one_line_plant(tmp_path, text, becomes))
    with pytest.raises(PlantError, match=problem):
        plant_in(tmp_path, plant)


def test_the_copy_is_changed_and_the_original_kept(tmp_path: Path) -> None:
    (plant,) = read_plants(one_line_plant(tmp_path, "one = 1", "one = 7  # expect: FAPI101"))
    copy = tmp_path / "copy"
    copy_application(tmp_path, copy)
    assert plant_in(copy, plant) == {("main.py", 1, "FAPI101"): 1}
    assert (copy / "main.py").read_text().startswith("one = 7\ntwo")
    assert (tmp_path / "main.py").read_text().startswith("one = 1\n")


def test_differences_tell_what_is_missed_new_and_gone() -> None:
    lines = {"main.py": ["a", "b", "c"]}
    before = [Finding("main.py", 1, 0, "FAPI102", ""), Finding("main.py", 2, 0, "FAPI103", "")]
    after = [Finding("main.py", 2, 0, "FAPI102", ""), Finding("main.py", 3, 0, "FAPI104", "text")]
    moved = {"main.py": ["new", "a", "c"]}
    assert differences(before, after, Counter({("main.py", 1, "FAPI101"): 1}), lines, moved) == [
        "missed: main.py:1 FAPI101",
        "also reported: main.py:3 FAPI104 text",
        "reported no more: main.py FAPI103 b",
    ]
    assert differences(before[:1], after[:1], Counter(), lines, moved) == []
