"""Findings that several tests make reports of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from report_kit import checked

from flake8_fastapi.reports.result import FileResult

SHOP = Path(__file__).parent.parent.parent / "examples" / "FAPI109" / "bad"


@pytest.fixture(scope="session")
def shop_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of an example, so that it is a project of its own."""
    folder = tmp_path_factory.mktemp("shop")
    shutil.copytree(SHOP, folder, dirs_exist_ok=True)
    (folder / "pyproject.toml").touch()
    return folder


@pytest.fixture(scope="session")
def shop(shop_folder: Path) -> list[FileResult]:
    """The findings of a project of several files, with chains; shown by absolute paths."""
    return [checked(path) for path in sorted(shop_folder.rglob("*.py"))]
