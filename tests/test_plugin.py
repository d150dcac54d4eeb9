"""The plugin inside the real flake8, run as users run it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_fastapi.engine import UNGUARDED

TESTS = Path(__file__).parent

MAIN = """\
from throwaway import always, on_demand

x = "ä" + always()
on_demand()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project of two files; flake8 runs in its folder."""
    (tmp_path / "setup.cfg").write_text("[flake8]\n")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("import fastapi  # noqa: F401\n")
    (tmp_path / "app" / "main.py").write_text(MAIN, encoding="utf-8")
    (tmp_path / "app" / "other.py").write_text("from throwaway import always\n\nalways()\n")
    return tmp_path


def configure(project: Path, text: str) -> None:
    (project / "setup.cfg").write_text(f"[flake8]\n{text}\n")


def flake8(
    project: Path,
    *arguments: str,
    method: str = "spawn",
    stdin: str | None = None,
    guarded: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run flake8 in the project's folder, with the rules of ``run_flake8.py`` beside the real ones."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if guarded:
        environment.pop(UNGUARDED)
    return subprocess.run(
        [sys.executable, str(TESTS / "run_flake8.py"), method, *arguments],
        cwd=project,
        env=environment,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def found(project: Path, *arguments: str, **keywords: object) -> list[str]:
    """The lines that flake8 prints, after a run that went as it should."""
    result = flake8(project, *arguments, **keywords)  # type: ignore[arg-type]
    assert result.stderr == ""
    lines = result.stdout.replace(os.sep, "/").splitlines()
    assert result.returncode == (1 if lines else 0), result.stdout
    return lines


MAIN_ALWAYS = "app/main.py:3:11: FAPI980 always on"
MAIN_ON_DEMAND = "app/main.py:4:1: FAPI981 on demand"
OTHER_ALWAYS = "app/other.py:3:1: FAPI980 always on"


def test_flake8_knows_the_plugin() -> None:
    command = [sys.executable, "-m", "flake8", "--version"]
    version = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert re.search(r"flake8-fapi: \d", " ".join(version.split()))


def test_a_plain_run_finds_what_is_on_by_default(project: Path) -> None:
    assert found(project, "app") == [MAIN_ALWAYS, OTHER_ALWAYS]


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
@pytest.mark.parametrize("jobs", ["1", "2", "3"])
def test_jobs_and_the_way_workers_start_change_nothing(project: Path, method: str, jobs: str) -> None:
    if sys.platform == "win32" and method != "spawn":
        pytest.skip("Windows only spawns")
    configure(project, "extend-select = FAPI981\nfapi-offloaders = helpers.offload")
    third = "from throwaway import show_settings\n\nshow_settings()\n"
    (project / "app" / "third.py").write_text(third)
    *lines, last = found(project, "-j", jobs, "app", method=method)
    assert lines == [MAIN_ALWAYS, MAIN_ON_DEMAND, OTHER_ALWAYS]
    assert last.startswith("app/third.py:3:1: FAPI983 ")
    assert "offloaders=('helpers.offload',)" in last


def test_text_from_an_editor(project: Path) -> None:
    text = "\n\n" + MAIN
    assert found(project, "--stdin-display-name", "app/main.py", "--select=FAPI", "-", stdin=text) == [
        "app/main.py:5:11: FAPI980 always on"
    ]
    assert found(project, "--select=FAPI", "-", stdin=text) == ["stdin:5:11: FAPI980 always on"]


def test_noqa(project: Path) -> None:
    source = "from throwaway import always\n\nalways()  # noqa: FAPI980\nalways()  # noqa: E501\n"
    source += "always()  # noqa\n"
    (project / "app" / "other.py").write_text(source)
    assert found(project, "app/other.py") == ["app/other.py:4:1: FAPI980 always on"]
    assert len(found(project, "--disable-noqa", "app/other.py")) == 3
    (project / "app" / "other.py").write_text(source + "# flake8: noqa\n")
    assert found(project, "app/other.py") == []


def test_per_file_ignores(project: Path) -> None:
    configure(project, "per-file-ignores =\n    app/other.py:FAPI980")
    assert found(project, "app") == [MAIN_ALWAYS]
    configure(project, "per-file-ignores =\n    app/*.py:FAPI")
    assert found(project, "app") == []


@pytest.mark.parametrize(
    ("configuration", "arguments", "expected"),
    [
        ("", ["--select=FAPI"], [MAIN_ALWAYS]),
        ("", ["--select=FAPI980"], [MAIN_ALWAYS]),
        ("", ["--select=FAPI1"], []),
        ("", ["--select=E,W"], []),
        ("", ["--select=E,F,W"], [MAIN_ALWAYS]),  # flake8 compares beginnings
        ("", ["--select=FA"], [MAIN_ALWAYS]),
        ("select = FAPI", [], [MAIN_ALWAYS]),
        ("select = W", [], []),
        ("extend-select = FAPI981", [], [MAIN_ALWAYS, MAIN_ON_DEMAND]),
        ("", ["--extend-select=FAPI981"], [MAIN_ALWAYS, MAIN_ON_DEMAND]),
        ("", ["--select=FAPI,FAPI981"], [MAIN_ALWAYS, MAIN_ON_DEMAND]),
        ("", ["--select=FAPI981"], [MAIN_ON_DEMAND]),
        ("", ["--extend-select=FAPI98"], [MAIN_ALWAYS]),
        ("ignore = E501", [], [MAIN_ALWAYS]),
        ("ignore = E501\nextend-select = FAPI981", [], [MAIN_ALWAYS, MAIN_ON_DEMAND]),
        ("", ["--ignore=E501"], [MAIN_ALWAYS]),
        ("", ["--ignore=FAPI980"], []),
        ("", ["--extend-ignore=FAPI980"], []),
        ("ignore = FA", [], []),
        ("", ["--extend-ignore=FAPI98", "--extend-select=FAPI980"], [MAIN_ALWAYS]),
        ("fapi-ignore = FAPI980", [], []),
        ("fapi_ignore = FAPI1, FAPI98", ["--select=FAPI"], []),
        ("", ["--fapi-ignore=FAPI98"], []),
        ("fapi-ignore = FAPI980", ["--fapi-ignore=FAPI1"], [MAIN_ALWAYS]),
        ("extend-select = FAPI981\nfapi-ignore = FAPI980", [], [MAIN_ON_DEMAND]),
    ],
)
def test_which_rules_report(
    project: Path, configuration: str, arguments: list[str], expected: list[str]
) -> None:
    configure(project, configuration)
    assert found(project, *arguments, "app/main.py") == expected


def test_flake8_itself_refuses_codes_of_four_letters_in_a_configured_ignore(project: Path) -> None:
    """The reason for ``fapi-ignore``; when this fails, the README has a paragraph to lose."""
    configure(project, "extend-ignore = FAPI980")
    result = flake8(project, "app/main.py")
    assert result.returncode == 1
    assert "ValueError: Error code 'FAPI980'" in result.stderr


def test_the_settings_reach_the_rules_from_either_side(project: Path) -> None:
    (project / "app" / "main.py").write_text("from throwaway import show_settings\n\nshow_settings()\n")
    expected = [
        "app/main.py:3:1: FAPI983 Settings(ignore=('FAPI1',), target_version=(0, 115), "
        "blocking_calls=('a.b', 'c.d'), offloaders=('e.f',), defer_to_ruff=True)"
    ]
    configure(
        project,
        "fapi-ignore = FAPI1\nfapi-target-version = 0.115\n"
        "fapi-blocking-calls =\n    a.b,\n    c.d\nfapi-offloaders = e.f\nfapi-defer-to-ruff = true",
    )
    assert found(project, "--select=FAPI", "app/main.py") == expected
    configure(project, "fapi-ignore = FAPI2\nfapi-target-version = 0.1\nfapi-blocking-calls = x.y")
    assert expected == found(
        project,
        "--select=FAPI",
        "--fapi-ignore=FAPI1",
        "--fapi-target-version=0.115",
        "--fapi-blocking-calls=a.b,c.d",
        "--fapi-offloaders=e.f",
        "--fapi-defer-to-ruff",
        "app/main.py",
    )


def test_the_target_version_decides_about_rules(project: Path) -> None:
    (project / "app" / "main.py").write_text("from throwaway import versioned\n\nversioned()\n")
    assert len(found(project, "--fapi-target-version=0.117", "app/main.py")) == 1
    assert found(project, "--fapi-target-version=0.118", "app/main.py") == []


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("fapi-ignore", "FAPI1O1"),
        ("fapi-ignore", "E501"),
        ("fapi-target-version", "latest"),
        ("fapi-blocking-calls", "fetch"),
        ("fapi-offloaders", "package.offload()"),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_wrong_option_value_is_one_clear_line(project: Path, option: str, value: str, jobs: str) -> None:
    on_command_line = flake8(project, f"-j{jobs}", f"--{option}={value}", "app")
    configure(project, f"{option} = {value}")
    in_configuration = flake8(project, f"-j{jobs}", "app")
    for result in (on_command_line, in_configuration):
        assert result.returncode == 1
        assert result.stderr == ""
        announcement, line = result.stdout.splitlines()
        assert announcement == "There was a critical error during execution of Flake8:"
        assert line.startswith(f"{option}: {value!r} is n")


def test_a_rule_that_raises_is_one_finding(project: Path) -> None:
    (project / "app" / "other.py").write_text(
        "from throwaway import always, break_rule\n\nalways()\nbreak_rule()\nbreak_rule()\n"
    )
    error = "internal error in FAPI982: ValueError: broken for the test; please report it"
    expected = [MAIN_ALWAYS, OTHER_ALWAYS, f"app/other.py:4:1: FAPI000 {error}"]
    assert found(project, "-j2", "app", guarded=True) == expected
    assert found(project, "app", "--fapi-ignore=FAPI000", guarded=True) == expected[:2]


@pytest.mark.parametrize(
    "arguments",
    [["--extend-ignore=FAPI982"], ["--fapi-ignore=FAPI98"], ["--select=FAPI980"], ["--select=E"]],
)
def test_a_rule_that_cannot_be_shown_is_not_run(project: Path, arguments: list[str]) -> None:
    (project / "app" / "other.py").write_text("import throwaway\n\nthrowaway.break_rule = break_rule()\n")
    assert flake8(project, "app/other.py").returncode == 1
    result = flake8(project, *arguments, "app/other.py")
    assert "failed during execution" not in result.stdout


def test_a_file_that_does_not_parse_disturbs_no_other(project: Path) -> None:
    (project / "app" / "main.py").write_text("from throwaway import always\n\nalways(\n")
    (project / "app" / "bytes.py").write_bytes(b"# -*- coding: utf-8 -*-\n# throwaway \xff\xfe\nalways()\n")
    lines = found(project, "--select=E9,FAPI", "app")
    assert [line for line in lines if "FAPI" in line] == [
        "app/bytes.py:3:1: FAPI980 always on",
        OTHER_ALWAYS,
    ]
    assert any(line.startswith("app/main.py") and "E999" in line for line in lines)


LIST_OF_MODULES = """
import sys
from flake8.main.cli import main
main(["app/plain.py"])
parts = ("flake8_fastapi.model.", "flake8_fastapi.knowledge", "flake8_fastapi.rules", "ast_grep")
print(*sorted(name for name in sys.modules if name.startswith(parts)))
"""


def test_a_run_over_other_code_loads_neither_model_nor_knowledge(project: Path) -> None:
    (project / "app" / "plain.py").write_text("x = 1\n")
    (project / "app" / "__init__.py").write_text("")
    command = [sys.executable, "-c", LIST_OF_MODULES]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert result.stdout == "flake8_fastapi.model.disk flake8_fastapi.model.layout\n"


@pytest.mark.parametrize(
    ("code", "threshold", "then"),
    [
        ("import fastapi\n", 700, 10_000),
        ("import fastapi\n", 20_000, 20_000),
        ("import fastapi\n", 0, 0),
        ("import django\n", 700, 700),
    ],
    ids=["FastAPI", "more than ours", "switched off", "other code"],
)
def test_garbage_is_collected_less_often_where_there_is_fastapi(
    tmp_path: Path, code: str, threshold: int, then: int
) -> None:
    (tmp_path / "main.py").write_text(code)
    run = f"import gc; gc.set_threshold({threshold}, 7, 5); from flake8.main.cli import main; "
    run += "main(['--isolated', '-j1', '--select=FAPI', 'main.py']); print(gc.get_threshold())"
    command = [sys.executable, "-c", run]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stdout == f"({then}, 7, 5)\n"
