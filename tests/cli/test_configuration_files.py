"""What ``fapi check`` reads from configuration files and from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fapi_runs import BLOCKING, CLEAN, check_here, here, one_error

from flake8_fastapi.checking.configuration import DEFAULT_EXCLUDE

if TYPE_CHECKING:
    from pathlib import Path

FOUND = "main.py:10:5: FAPI101"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text("fastapi\n")
    (tmp_path / "main.py").write_text(BLOCKING)
    return tmp_path


def places(project: Path, *arguments: str) -> list[str]:
    """Where and what was found, without the messages."""
    result = check_here(project, *arguments)
    assert result.errors == ""
    assert result.code == (1 if result.lines else 0)
    return [" ".join(line.split(" ")[:2]) for line in result.lines]


def test_the_default_excludes_are_those_of_flake8() -> None:
    from flake8.defaults import EXCLUDE

    assert DEFAULT_EXCLUDE == EXCLUDE


@pytest.mark.parametrize(
    ("table", "is_found"),
    [
        ("", True),
        ('select = ["FAPI1"]', True),
        ('select = ["FAPI2"]', False),
        ('ignore = ["FAPI101"]', False),
        ('ignore = ["FAPI"]\nextend-select = ["FAPI101"]', True),
        ('extend-ignore = ["FAPI1"]', False),
        ('exclude = ["main.py"]', False),
        ('exclude = ["app/main.py"]', True),
        ('extend-exclude = ["./main.py"]', False),
        ('per-file-ignores = { "main.py" = ["FAPI1"] }', False),
        ('per-file-ignores = { "*.py" = ["FAPI2"], "./m*" = ["FAPI101"] }', False),
        ('per-file-ignores = { "other/*" = ["FAPI1"] }', True),
        ('select = ["FAPI101"]\nper-file-ignores = { "main.py" = ["FAPI"] }', False),
        ('offloaders = ["a.b"]\nblocking-calls = ["a.c"]\ntarget-version = "0.115"', True),
        ("respect-gitignore = false", True),
    ],
)
def test_settings_of_pyproject(project: Path, table: str, is_found: bool) -> None:
    (project / "pyproject.toml").write_text(f"[tool.fapi]\n{table}\n")
    assert places(project) == ([FOUND] if is_found else [])


def test_paths_are_relative_to_the_file_that_names_them(project: Path) -> None:
    folder = project / "app"
    folder.mkdir()
    (folder / "main.py").write_text(BLOCKING)
    (project / "pyproject.toml").write_text(
        '[tool.fapi.per-file-ignores]\n"app/main.py" = ["FAPI1"]\n"main.py/" = ["FAPI1"]\n'
    )
    assert places(folder) == []
    (project / "pyproject.toml").write_text('[tool.fapi]\nexclude = ["main.py/x", "./main.py"]\n')
    assert places(project) == ["app/main.py:10:5: FAPI101"]


def test_the_nearest_file_counts_and_it_alone(project: Path) -> None:
    folder = project / "app"
    folder.mkdir()
    (folder / "main.py").write_text(BLOCKING)
    (project / "pyproject.toml").write_text('[tool.fapi]\nignore = ["FAPI101"]\n')
    assert places(folder) == []
    (folder / "tox.ini").write_text("[flake8]\n")
    assert places(folder) == [FOUND]
    (folder / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert places(folder) == [FOUND]
    (folder / "pyproject.toml").write_text('[tool.fapi]\nignore = ["FAPI101"]\n')
    assert places(folder) == []


@pytest.mark.parametrize("name", ["setup.cfg", "tox.ini", ".flake8"])
def test_flake8_files(project: Path, name: str) -> None:
    (project / name).write_text("[flake8]\nfapi-ignore = FAPI101\n")
    assert places(project) == []
    assert places(project, "--isolated") == [FOUND]


@pytest.mark.parametrize(
    ("section", "is_found"),
    [
        ("select = E,W,F", True),
        ("select = E,FAPI2", False),
        ("select = E,FAPI1", True),
        ("ignore = F,E501\nextend-ignore = W503", True),
        ("ignore = FAPI101", False),
        ("unknown = 1\nmax-complexity = many", True),
    ],
)
def test_other_plugins_selections_do_no_harm(project: Path, section: str, is_found: bool) -> None:
    (project / "tox.ini").write_text(f"[flake8]\n{section}\n")
    assert places(project) == ([FOUND] if is_found else [])


def test_the_command_line_goes_first(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.fapi]\nselect = ["FAPI2"]\nignore = ["FAPI1"]\n')
    assert places(project) == []
    assert places(project, "--select=FAPI1,FAPI2", "--ignore=FAPI3") == [FOUND]
    assert places(project, "--select", "FAPI1", "--ignore", "FAPI101") == []
    assert places(project, "--extend-select=FAPI101") == [FOUND]
    assert places(project, "--isolated") == [FOUND]
    assert places(project, "--isolated", "--extend-ignore=FAPI1") == []
    assert places(project, "--isolated", "--exclude=*.py") == []
    (project / "other.toml").write_text("[tool.fapi]\n")
    assert places(project, "--config=other.toml") == [FOUND]
    (project / "other.cfg").write_text("[flake8]\nper-file-ignores = main.py: FAPI1\n")
    assert places(project, "--config=other.cfg") == []


def test_opt_in_rules_need_their_full_code(project: Path) -> None:
    (project / "main.py").write_text(
        CLEAN.replace("import time", "import time\n\nfrom fastapi import Depends").replace(
            "index()", "index(a: int = Depends(int))"
        )
    )
    assert places(project, "--select=FAPI") == []
    assert places(project, "--select=FAPI016") == ["main.py:11:11: FAPI016"]
    assert places(project, "--extend-select=FAPI016") == ["main.py:11:11: FAPI016"]


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        (
            "pyproject.toml",
            "[tool.fapi]\nselekt = []",
            "tool.fapi has no setting 'selekt'; did you mean 'select'?",
        ),
        ("pyproject.toml", "[tool.fapi]\nxyz = 1", "tool.fapi has no setting 'xyz'; there are select,"),
        ("pyproject.toml", "[tool.fapi]\nselect = 'FAPI'", "tool.fapi.select must be a list of strings"),
        ("pyproject.toml", "[tool.fapi]\nbaseline = 1", "tool.fapi.baseline must be a string"),
        ("pyproject.toml", "[tool.fapi]\nrespect-gitignore = 1", "must be true or false"),
        ("pyproject.toml", "[tool.fapi]\nper-file-ignores = ['x']", "must be a table of lists of codes"),
        ("pyproject.toml", "[tool]\nfapi = 1", "tool.fapi must be a table"),
        ("pyproject.toml", "[tool.fapi\n", "is not valid TOML"),
        ("pyproject.toml", "[tool.fapi]\nselect = ['FAPI999']", "'FAPI999' is no rule"),
        ("pyproject.toml", "[tool.fapi]\nignore = ['E501']", "'E501' is no rule"),
        ("pyproject.toml", "[tool.fapi]\ntarget-version = 'new'", "'new' is no FastAPI version"),
        ("pyproject.toml", "[tool.fapi]\nblocking-calls = ['x']", "'x' is no dotted name"),
        ("pyproject.toml", "[tool.fapi]\noutput-format = 'x'", "'x' is none of full, concise"),
        ("tox.ini", "[flake8]\nper-file-ignores = x", "per-file-ignores is no mapping"),
        ("tox.ini", "[flake8]\ndisable-noqa = maybe", "'maybe' is neither true nor false"),
        ("tox.ini", "[flake8]\nfapi-ignore = E501", "fapi-ignore: 'E501' is neither a code"),
    ],
)
def test_what_cannot_be_understood(project: Path, name: str, text: str, complaint: str) -> None:
    (project / name).write_text(text + "\n")
    assert complaint in one_error(here(project, "check"))
    assert {each.name for each in project.iterdir()} <= {name, "main.py", "requirements.txt"}


def test_a_file_without_a_section_is_none(project: Path) -> None:
    (project / "pyproject.toml").write_text("this is not TOML\n")
    (project / "setup.cfg").write_text("nor is this for configparser\n")
    assert places(project) == [FOUND]
