"""A project whose only finding in one file depends on another one, for tests of whole runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAIN = """\
from fastapi import FastAPI

from app.helper import fetch

app = FastAPI()


@app.get("/")
async def index() -> None:
    fetch()
"""
HELPER = "import requests\n\n\ndef fetch() -> None:\n    requests.get('https://example.org')\n"
FOUND = "app/main.py:10:5: FAPI109"


def write_two_files(folder: Path) -> Path:
    """The project in a folder of that name below, with room for caches beside it."""
    project = folder / "project"
    (project / "app").mkdir(parents=True)
    (project / "pyproject.toml").write_text("")
    (project / "app" / "__init__.py").write_text("")
    (project / "app" / "main.py").write_text(MAIN)
    (project / "app" / "helper.py").write_text(HELPER)
    return project
