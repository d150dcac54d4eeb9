"""Runs the real Ruff."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

VIOLATIONS = """\
import asyncio
import os
import subprocess
import time
from pathlib import Path

import httpx
import requests
from fastapi import Depends, FastAPI

app = FastAPI()
SECRET_KEY = "not a secret"


def get_db(): ...


@app.get("/items/{item}")
def missing_parameter() -> int: ...


@app.get("/a", response_model=int)
def redundant_model() -> int: ...


@app.get("/b")
def dependency(db: int = Depends(get_db)): ...


async def blocking(path: Path, client: httpx.Client):
    time.sleep(1)
    requests.get("http://localhost")
    client.get("http://localhost")
    subprocess.Popen("true")
    subprocess.run("true")
    os.wait()
    open("a.txt")
    path.exists()
    input()
    asyncio.create_task(blocking(path, client))
    assert path
    get_db(password="not a secret")
"""
"""Code in which every rule of the table has something to report."""


def reported(
    folder: Path, *arguments: str, config_home: Path | None = None
) -> dict[tuple[str, int], set[str]]:
    """The codes that Ruff reports below a folder, by file and line; it must not complain of anything."""
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=json", *arguments]
    environment = os.environ | {"XDG_CONFIG_HOME": str(config_home or folder / "no configuration")}
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert result.returncode in (0, 1), result.stderr
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for entry in json.loads(result.stdout):
        found[entry["filename"], entry["location"]["row"]].add(entry["code"])
    return found
