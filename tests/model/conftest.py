"""What the tests of the model share."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model import project as project_module
from flake8_fastapi.model.layout import Directories


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model keeps projects and listings for the life of a process; each test starts without."""
    monkeypatch.setattr(project_module, "_projects", {})
    monkeypatch.setattr(project_module, "_directories", Directories())


@pytest.fixture
def files(tmp_path: Path) -> ProjectFiles:
    """An empty project that uses FastAPI."""
    return ProjectFiles(tmp_path)
