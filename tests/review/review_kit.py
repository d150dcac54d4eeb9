"""A repository with a history, and an application that changes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HELPER = "import time\n\n\ndef pause():\n    time.sleep(1)\n"

APPLICATION = """\
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/old")
async def old():
    time.sleep(1)
"""

ADDED = """\


@app.get("/new")
async def new():
    from helper import pause

    pause()
"""


class Repository:
    """A git repository in a folder of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.run("git", "init", "--quiet", "--initial-branch=main")

    def run(self, *command: str, expect: int = 0) -> str:
        """Run a command in it and return what it prints; it must end with the expected code."""
        result = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert result.returncode == expect, result.stdout + result.stderr
        return result.stdout

    def python(self, *arguments: str, expect: int = 0) -> str:
        """Run a module of this Python in it."""
        return self.run(sys.executable, "-m", *arguments, expect=expect)

    def commit(self, **files: str) -> None:
        """Write files and commit all that there is; ``__`` in a name is a slash, and ``.py`` is added."""
        for name, text in files.items():
            path = self.folder / f"{name.replace('__', '/')}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--message=change")
