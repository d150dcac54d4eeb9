"""What the README shows is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from flake8.options.manager import OptionManager

from flake8_fastapi.plugin import Plugin

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")


def run_flake8(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "flake8", *arguments]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    return result.stdout


def test_the_example_has_the_output_that_is_shown(tmp_path: Path) -> None:
    files = re.findall(r"^`(app/\w+\.py)`:\n\n```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert len(files) >= 2
    (tmp_path / "app").mkdir()
    for path, source in files:
        (tmp_path / path).write_text(source)
    shown = re.search(r"```console\n\$ flake8 (.*?)\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    assert run_flake8(tmp_path, *shown[1].split()) == shown[2]


def test_the_configuration_that_is_shown_is_one_that_flake8_takes(tmp_path: Path) -> None:
    shown = re.search(r"```ini\n(\[flake8\]\n.*?)```", README, re.DOTALL)
    assert shown is not None
    (tmp_path / "setup.cfg").write_text(shown[1])
    (tmp_path / "main.py").write_text("x = 1\n")
    assert run_flake8(tmp_path) == ""


def test_every_option_is_described() -> None:
    manager = OptionManager(
        version="", plugin_versions="", parents=[ArgumentParser(add_help=False)], formatter_names=[]
    )
    Plugin.add_options(manager)
    names = {str(option.long_option_name).removeprefix("--") for option in manager.options}
    assert set(re.findall(r"^\| `(fapi-[a-z-]+)` \|", README, re.MULTILINE)) == names


def ruff(folder: Path) -> str:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--select=RUF102",
        "--output-format=concise",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_ruff_keeps_the_comments_with_the_setting_that_is_shown(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("import time\n\ntime.sleep(1)  # noqa: FAPI101\n")
    (tmp_path / "pyproject.toml").write_text("")
    assert "RUF102" in ruff(tmp_path)
    shown = re.search(r"```toml\n(\[tool\.ruff\.lint\]\n.*?)```", README, re.DOTALL)
    assert shown is not None
    (tmp_path / "pyproject.toml").write_text(shown[1])
    assert ruff(tmp_path) == "All checks passed!\n"
