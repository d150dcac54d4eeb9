"""The ``[flake8]`` section of flake8's configuration files, understood as flake8 does.

It concerns all of flake8's plugins. What other plugins' codes stand in ``select`` is not said to this
one, so only entries that begin with FAPI count there; without such an entry all rules are meant.
"""

from __future__ import annotations

import configparser
import os
from typing import TYPE_CHECKING

from flake8.exceptions import ExecutionError
from flake8.utils import parse_comma_separated_list, parse_files_to_codes_mapping

from flake8_fastapi.checking.configuration import DEFAULT_EXCLUDE, Configuration, PerFile
from flake8_fastapi.checking.patterns import anchored
from flake8_fastapi.commands import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_flake8_section(path: str) -> Configuration | None:
    """The configuration in a file; None where it has no such section or is none of configparser's."""
    parser = configparser.RawConfigParser()
    try:
        with open(path, encoding="utf-8") as file:
            parser.read_file(file, path)
    except (UnicodeDecodeError, configparser.Error):
        return None  # flake8 leaves such a file alone, too
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    if "flake8" not in parser:
        return None
    return _Section(path, dict(parser["flake8"])).configuration()


class _Section:
    def __init__(self, path: str, values: dict[str, str]) -> None:
        self.path = path
        self.folder = os.path.dirname(path)
        self.values = {name.replace("_", "-"): value for name, value in values.items()}

    def configuration(self) -> Configuration:
        return Configuration(
            path=self.path,
            folder=self.folder,
            is_flake8=True,
            select=_own(self._list("select")),
            ignore=_own(self._list("ignore")),
            extend_select=_own(self._list("extend-select")),
            extend_ignore=_own(self._list("extend-ignore")),
            per_file_ignores=self._per_file_ignores(),
            exclude=self._patterns("exclude", DEFAULT_EXCLUDE),
            extend_exclude=self._patterns("extend-exclude", ()),
            filename=self._list("filename") if "filename" in self.values else ("*.py",),
            disable_noqa=self._flag("disable-noqa"),
            fapi_ignore=self._list("fapi-ignore"),
            target_version=self.values.get("fapi-target-version", ""),
            blocking_calls=self._list("fapi-blocking-calls"),
            offloaders=self._list("fapi-offloaders"),
            defer_to_ruff=self._flag("fapi-defer-to-ruff"),
            baseline=self._baseline(),
        )

    def _list(self, name: str) -> tuple[str, ...]:
        return tuple(parse_comma_separated_list(self.values.get(name, "")))

    def _patterns(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        patterns = self._list(name) if name in self.values else default
        return tuple(anchored(pattern, self.folder) for pattern in patterns)

    def _per_file_ignores(self) -> tuple[PerFile, ...]:
        """flake8 anchors these patterns to the current folder, not to the file's."""
        try:
            pairs = parse_files_to_codes_mapping(self.values.get("per-file-ignores", ""))
        except ExecutionError:
            complaint = f"{self.path}: per-file-ignores is no mapping such as 'tests/*: FAPI101'"
            raise UsageError(complaint) from None
        return tuple(PerFile(anchored(pattern, os.curdir), tuple(codes)) for pattern, codes in pairs)

    def _flag(self, name: str) -> bool:
        text = self.values.get(name, "false").lower()
        if text not in configparser.RawConfigParser.BOOLEAN_STATES:
            raise UsageError(f"{self.path}: {name}: {text!r} is neither true nor false")
        return configparser.RawConfigParser.BOOLEAN_STATES[text]

    def _baseline(self) -> str:
        path = self.values.get("fapi-baseline", "").strip()
        return os.path.abspath(anchored(path, self.folder)) if path else ""


def _own(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code.startswith("FAPI"))
