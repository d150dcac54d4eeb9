"""The table ``[tool.fapi]`` of a ``pyproject.toml``."""

from __future__ import annotations

import os
import tomllib
from typing import Any

from flake8_fastapi.checking.configuration import Configuration, PerFile
from flake8_fastapi.checking.patterns import anchored
from flake8_fastapi.commands import UsageError

LISTS = (
    "select", "ignore", "extend-select", "extend-ignore", "exclude", "extend-exclude",
    "blocking-calls", "offloaders",
)  # fmt: skip
TEXTS = ("target-version", "baseline", "output-format", "cache-dir")
FLAGS = ("respect-gitignore", "defer-to-ruff")
KEYS = (*LISTS, *TEXTS, *FLAGS, "per-file-ignores")

FIELDS = {"cache-dir": "cache_folder"}
"""Keys whose field in ``Configuration`` has another name."""


def read_tool_table(path: str) -> Configuration | None:
    """The configuration in a file; None where it has no such table."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    if b"fapi" not in content:
        return None
    try:
        document = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}") from None
    tool = document.get("tool")
    table = tool.get("fapi") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise UsageError(f"{path}: tool.fapi must be a table")
    return _configuration(path, table)


def _configuration(path: str, table: dict[str, Any]) -> Configuration:
    folder = os.path.dirname(path)
    fields: dict[str, Any] = {}
    for key, value in table.items():
        _check(path, key, value)
        if key == "per-file-ignores":
            fields["per_file_ignores"] = tuple(
                PerFile(anchored(pattern, folder), tuple(codes)) for pattern, codes in value.items()
            )
        elif key in ("exclude", "extend-exclude"):
            fields[key.replace("-", "_")] = tuple(anchored(pattern, folder) for pattern in value)
        elif key in ("baseline", "cache-dir"):
            fields[FIELDS.get(key, key)] = os.path.join(folder, value)
        else:
            fields[key.replace("-", "_")] = tuple(value) if isinstance(value, list) else value
    return Configuration(path=path, folder=folder, **fields)


def _check(path: str, key: str, value: object) -> None:
    if key not in KEYS:
        import difflib

        near = difflib.get_close_matches(key, KEYS, 1)
        advice = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(KEYS)}"
        raise UsageError(f"{path}: tool.fapi has no setting {key!r}; {advice}")
    if key in TEXTS:
        wanted, is_right = "a string", isinstance(value, str)
    elif key in FLAGS:
        wanted, is_right = "true or false", isinstance(value, bool)
    elif key in LISTS:
        wanted, is_right = "a list of strings", _is_list_of_texts(value)
    else:
        wanted = "a table of lists of codes"
        is_right = isinstance(value, dict) and all(_is_list_of_texts(codes) for codes in value.values())
    if not is_right:
        raise UsageError(f"{path}: tool.fapi.{key} must be {wanted}")


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
