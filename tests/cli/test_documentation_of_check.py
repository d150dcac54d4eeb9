"""What README and ``docs/fapi-check.md`` say of ``fapi check`` is all there is, and works."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest
from fapi_runs import BLOCKING, here

from flake8_fastapi.checking.tool_table import KEYS
from flake8_fastapi.commands.check import add_arguments

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")
PAGE = (TOP / "docs" / "fapi-check.md").read_text(encoding="utf-8")


def test_every_setting_is_described() -> None:
    assert tuple(sorted(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE))) == tuple(sorted(KEYS))


def test_every_option_is_mentioned() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    add_arguments(parser)
    options = {word for action in parser._actions for word in action.option_strings}
    settings = {f"--{key}" for key in KEYS}
    mentioned = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", PAGE))
    assert options - settings <= mentioned | {"--quiet", "-j", "--statistics", "--jobs"}
    assert mentioned - options <= {"--extend-"}


@pytest.mark.parametrize("text", [README, PAGE], ids=["README", "page"])
def test_the_commands_and_settings_that_are_shown_work(tmp_path: Path, text: str) -> None:
    [settings] = [
        shown for shown in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if "tool.fapi" in shown
    ]
    (tmp_path / "pyproject.toml").write_text(settings)
    (tmp_path / "main.py").write_text(BLOCKING)
    (tmp_path / "fapi-baseline.json").write_text('{"version": 1, "findings": []}')
    commands = [
        line.partition("#")[0].split()
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
        if line.startswith("fapi check") and "--changed-since" not in line and "app " not in line
    ]
    assert len(commands) >= 4
    codes = [here(tmp_path, *command[1:]).code for command in commands]
    assert set(codes) <= {0, 1}
