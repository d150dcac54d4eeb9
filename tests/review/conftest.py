"""A repository with a history, and flake8 as a command, for the tools of code review."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from review_kit import Repository


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the commands flake8 and fapi of this Python, however it was installed."""
    folder = tmp_path_factory.mktemp("commands")
    for name, program in (
        ("flake8", "from flake8.main.cli import main"),
        ("fapi", "from flake8_fastapi.cli import main"),
    ):
        command = folder / name
        command.write_text(f"#!{sys.executable}\nimport sys\n{program}\nsys.exit(main())\n")
        command.chmod(0o755)
    return folder


@pytest.fixture
def repository(tmp_path: Path, commands: Path) -> Repository:
    """An empty repository, apart from the user's own configuration of git."""
    outer = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = outer | {
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    }
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "pyproject.toml").touch()
    return Repository(folder, environment)
