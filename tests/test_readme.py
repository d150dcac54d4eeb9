"""What the README shows is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from flake8.options.manager import OptionManager

from flake8_fastapi.plugin import Plugin

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUFF_PAGE = (ROOT / "docs" / "ruff.md").read_text(encoding="utf-8")


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


def fixed_by_ruff(folder: Path) -> str:
    """What Ruff leaves of main.py when its rules about comments fix what they find."""
    (folder / "main.py").write_text(
        "import time\n\ntime.sleep(1)  # noqa: FAPI101\nx = 1  # noqa: E501, FAPI101\n"
    )
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select=E501,RUF100,RUF102", "--fix"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "All checks passed!" in result.stdout or "0 remaining" in result.stdout
    return (folder / "main.py").read_text()


def test_ruff_keeps_the_comments_with_the_setting_that_is_shown(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    assert "FAPI101" not in fixed_by_ruff(tmp_path)
    for page in (README, RUFF_PAGE):
        shown = re.search(r"```toml\n(\[tool\.ruff\.lint\]\n.*?)```", page, re.DOTALL)
        assert shown is not None
        (tmp_path / "pyproject.toml").write_text(shown[1])
        kept = "import time\n\ntime.sleep(1)  # noqa: FAPI101\nx = 1  # noqa: FAPI101\n"
        assert fixed_by_ruff(tmp_path) == kept
