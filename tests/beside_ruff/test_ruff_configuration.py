"""What is read out of Ruff's configuration is what the real Ruff does with it.

A forest of small projects, each with its own configuration and files that break all rules of the
table; one run of Ruff over all of them is compared, rule by rule, with what we take from its configuration.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from real_ruff import VIOLATIONS, reported

from flake8_fastapi.beside_ruff.configuration import configuration_for
from flake8_fastapi.beside_ruff.deferring import installed_release
from flake8_fastapi.beside_ruff.selection import RuffSelection
from flake8_fastapi.knowledge.ruff_overlaps import ruff_table

SELECTORS = [
    *["ALL", "ASYNC", "ASYNC2", "ASYNC21", "ASYNC210", "ASYNC212", "ASYNC22", "ASYNC25", "ASYNC251"],
    *["S", "S1", "S10", "S101", "S105", "FAST", "FAST0", "FAST00", "FAST002", "RUF", "RUF0", "RUF006"],
    *["F", "FA", "A", "SIM", "E4"],
]
IN_PREVIEW = ["suspicious", "security", "style", "blocking-sleep-in-async-function", "assert"]

CONFIGURATIONS: dict[str, str] = {
    "nothing": "",
    "select": 'lint.select = ["ASYNC"]',
    "select a letter that begins others": 'lint.select = ["F", "A", "FA"]',
    "more specific ignore": 'lint.select = ["ASYNC"]\nlint.ignore = ["ASYNC25"]',
    "more specific select": 'lint.select = ["ASYNC251"]\nlint.ignore = ["ASYNC"]',
    "as specific": 'lint.select = ["ASYNC2"]\nlint.ignore = ["ASYNC2"]',
    "all but": 'lint.select = ["ALL"]\nlint.ignore = ["S", "D203", "D213"]',
    "extend the defaults": 'lint.extend-select = ["S", "RUF006"]\nlint.extend-ignore = ["ASYNC210"]',
    "empty select": 'lint.select = []\nlint.extend-select = ["FAST"]',
    "ignore alone": 'lint.ignore = ["ASYNC23", "S"]',
    "top level, as formerly": 'select = ["ASYNC"]\nignore = ["ASYNC251"]',
    "both levels": 'select = ["S"]\nignore = ["ASYNC251"]\n[lint]\nselect = ["ASYNC"]',
    "preview": "preview = true",
    "preview of the linter": "lint.preview = true",
    "preview but not of the linter": "preview = true\nlint.preview = false",
    "explicit preview rules": 'preview = true\nlint.explicit-preview-rules = true\nlint.select = ["ASYNC"]',
    "category": 'lint.preview = true\nlint.select = ["suspicious"]\nlint.ignore = ["ASYNC21"]',
    "category and linter": 'lint.preview = true\nlint.select = ["ASYNC"]\nlint.ignore = ["suspicious"]',
    "rule by its name": 'lint.preview = true\nlint.select = ["assert"]\nlint.ignore = ["S10"]',
}


def _chosen_by_chance(count: int) -> dict[str, str]:
    chance = random.Random(20261128)
    found = {}
    for number in range(count):
        preview = chance.random() < 0.4
        pool = SELECTORS + IN_PREVIEW * preview
        lines = ["lint.preview = true"] * preview
        for option in ("select", "extend-select", "ignore", "extend-ignore"):
            if chance.random() < 0.6:
                lines.append(f"lint.{option} = {json.dumps(chance.sample(pool, chance.randrange(4)))}")
        found[f"by chance {number}"] = "\n".join(lines)
    return found


PATTERNS = [
    *["main.py", "tests/*", "tests/**", "tests", "tests/", "**/tests/*", "**/conftest.py", "app/**/*.py"],
    *["*.py", "app/*.py", "app/deep/*", "./app/main.py", "app/./main.py", "app/deep/../main.py"],
    *["{app,tests}/*.py", "app/{main,deep/main}.py", "[ac]*.py", "[!m]*.py", "?ain.py", "app/**main.py"],
    *["!tests/*", "!**/tests/**", "*/main.py", "nothing", "app/deep/m[a-b]in.py", "t*/*", "ap?/*"],
    *["/app/main.py", "**", "*", "a**", "**/deep/**", "{app/**,tests}/conftest.py", "app/m\\\\ain.py"],
]
FILES = ["main.py", "app/main.py", "app/deep/main.py", "tests/conftest.py", "app/tests/case.py"]

EXCLUDED = [
    'exclude = ["app"]',
    'exclude = ["app/deep"]',
    'exclude = ["deep"]',
    'extend-exclude = ["tests"]',
    'extend-exclude = ["app/*.py"]',
    'extend-exclude = ["app/"]',
    'lint.exclude = ["tests/*"]',
    'lint.exclude = ["app"]',
    'include = ["app/main.py"]',
    'extend-include = ["*.txt"]',
    'exclude = []\nextend-exclude = ["main.py"]',
]


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("forest")
    for number, text in enumerate((CONFIGURATIONS | _chosen_by_chance(150)).values()):
        _write(root, f"selections/{number}/ruff.toml", text)
        _write(root, f"selections/{number}/main.py", VIOLATIONS)
    assertion = "assert int\n"
    for number, pattern in enumerate(PATTERNS):
        table = f"lint.select = ['S101']\nlint.per-file-ignores = {{{json.dumps(pattern)} = ['S1']}}"
        for name in FILES:
            _write(root, f"patterns/[{number}]/{name}", assertion)
        _write(root, f"patterns/[{number}]/ruff.toml", table)
    for number, text in enumerate([*EXCLUDED, ""]):
        for name in [*FILES, "venv/main.py", "build/main.py", "dist/main.py", "_build/main.py"]:
            _write(root, f"excluded/{number}/{name}", assertion)
        _write(
            root, f"excluded/{number}/ruff.toml", f"{text}\n[lint]\nselect = ['S101']".replace("lint.", "#")
        )
        if "lint." in text:
            _write(root, f"excluded/{number}/ruff.toml", f"{text}\nlint.select = ['S101']")
    _write_inheritance(root / "inheritance")
    return root


def _write_inheritance(root: Path) -> None:
    base = {"lint": {"select": ["ASYNC", "S"], "ignore": ["ASYNC251"]}, "preview": True}
    children: list[dict[str, Any]] = [
        {},
        {"lint": {"select": ["ASYNC2"]}},
        {"lint": {"extend-select": ["ASYNC251"]}},
        {"lint": {"extend-select": ["RUF"], "ignore": ["S101"]}},
        {"lint": {"select": [], "ignore": ["S"]}},
        {"lint": {"ignore": ["ASYNC"]}, "preview": False},
        {"lint": {"per-file-ignores": {"main.py": ["S"]}}},
        {"lint": {"extend-per-file-ignores": {"main.py": ["ASYNC"]}}},
    ]
    _write(root, "ruff.toml", _toml(base))
    _write(root, "base/ruff.toml", _toml(base | {"extend-exclude": ["left_out.py"]}))
    for number, child in enumerate(children):
        for name in ("main.py", "left_out.py"):
            _write(root, f"{number}/{name}", VIOLATIONS)
        _write(root, f"{number}/.ruff.toml", _toml({"extend": "../base/ruff.toml"} | child))
        _write(root, f"{number}/ruff.toml", "lint.select = ['E']")  # the one with the dot counts
    _write(root, "ignoring/ruff.toml", _toml({"lint": {"select": [], "ignore": ["S101", "ASYNC25"]}}))
    extending = {"extend": "../ignoring/ruff.toml", "lint": {"extend-select": ["S", "ASYNC"]}}
    _write(root, "ignored/ruff.toml", _toml(extending))
    _write(root, "ignored/main.py", VIOLATIONS)
    _write(root, "inherited/main.py", VIOLATIONS)
    _write(root, "inherited/pyproject.toml", "[project]\nname = 'no part for Ruff'")
    _write(root, "own/main.py", VIOLATIONS)
    _write(root, "own/pyproject.toml", "[tool.ruff.lint]\nselect = ['S105']")


def _toml(table: dict[str, Any], prefix: str = "") -> str:
    lines = []
    for key, value in table.items():
        name = f"{prefix}{json.dumps(key)}"
        if isinstance(value, dict):
            lines.append(_toml(value, f"{name}."))
        else:
            lines.append(f"{name} = {json.dumps(value)}")
    return "\n".join(lines)


def test_what_ruff_reports_is_what_we_read_in_its_configuration(
    forest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(forest / "no configuration"))
    monkeypatch.chdir(forest)
    real: dict[str, set[str]] = {}
    for (path, _), codes in reported(forest).items():
        real.setdefault(path, set()).update(codes & ruff_table().rules.keys())
    files = sorted(forest.rglob("*.py"))
    assert len(files) > 400
    wrong = [
        (str(path.relative_to(forest)), sorted(ours ^ theirs))
        for path in files
        if (ours := _ours(str(path))) != (theirs := real.get(str(path), set()))
    ]
    assert wrong == []
    both = {code for codes in real.values() for code in codes}
    assert both == ruff_table().rules.keys()


def _ours(path: str) -> set[str]:
    configuration = configuration_for(path)
    assert configuration is not None
    if not configuration.looks_at(path):
        return set()
    selection = RuffSelection(configuration, installed_release())
    rules = ruff_table().rules.values()
    if "selections" not in path and "inheritance" not in path:
        rules = [rule for rule in rules if rule.code == "S101"]  # the files break no other
    return {rule.code for rule in rules if selection.runs(rule, path)}


def test_the_users_own_configuration_is_the_last_resort(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, "home/ruff/ruff.toml", 'lint.select = ["S101"]')
    _write(tmp_path, "project/main.py", VIOLATIONS)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "project")
    found = reported(tmp_path / "project", config_home=tmp_path / "home")
    assert {code for codes in found.values() for code in codes} == {"S101"}
    path = str(tmp_path / "project" / "main.py")
    configuration = configuration_for(path)
    assert configuration is not None
    selection = RuffSelection(configuration, installed_release())
    assert [rule.code for rule in ruff_table().rules.values() if selection.runs(rule, path)] == ["S101"]


def test_folders_above_the_configuration_exclude_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "build" / "dist" / "project"
    _write(project, "ruff.toml", 'lint.select = ["S101"]')
    _write(project, "main.py", "assert int\n")
    monkeypatch.chdir(project)
    assert list(reported(project).values()) == [{"S101"}]
    assert _ours(str(project / "main.py")) == {"S101"}


@pytest.mark.parametrize(
    "text", ["lint.select = 'S'", "lint = 1", "nonsense", 'extend = "ruff.toml"', 'extend = "missing.toml"']
)
def test_a_broken_configuration_leaves_nothing_to_ruff(tmp_path: Path, text: str) -> None:
    _write(tmp_path, "ruff.toml", text)
    assert configuration_for(str(tmp_path / "main.py")) is None
