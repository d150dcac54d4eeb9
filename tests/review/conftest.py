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
    environment = os.environ | {
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    }
    for name in [name for name in environment if name.startswith("GIT_") and "_NAME" not in name]:
        if name not in ("GIT_CONFIG_NOSYSTEM", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
            del environment[name]  # a hook of an outer repository may have set it
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "pyproject.toml").touch()
    return Repository(folder, environment)
