"""What was found before, kept on disk for as long as everything looks the same.

There is one file for each project and way of checking it. It holds the findings together with all
that was looked at to find them. A file of the cache that is damaged, foreign or gone is as good as
none; a cache that cannot be written is left unwritten.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_fastapi import __version__
from flake8_fastapi.checking.file_findings import FileFindings
from flake8_fastapi.checking.observations import Observations
from flake8_fastapi.fixes.edit import Edit, Fix
from flake8_fastapi.model.effects import Step
from flake8_fastapi.rule import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.checking.configuration import Configuration

FORMAT = 2
"""Changes with what the files of the cache look like."""

FOLDER = ".fapi_cache"
NOTES = {
    ".gitignore": "# Made by fapi.\n*\n",
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# This is a cache of fapi.\n",
}
"""Files that tell git and back-up programs to leave the cache alone."""

LONGEST_UNUSED = 30 * 24 * 3600
"""Seconds until what nobody asks for is deleted."""
DAY = 24 * 3600


class Entry(NamedTuple):
    """What is known of a project: the findings of files by absolute path, and what they depend on."""

    findings: dict[str, tuple[Finding, ...]]
    observations: Observations

    def found_in(self, path: str) -> FileFindings | None:
        """What is known of a file."""
        findings = self.findings.get(path)
        return FileFindings(path, findings) if findings is not None else None


class Cache:
    """The cache of one way of checking files."""

    def __init__(self, folder: str, *way: object) -> None:
        """``way`` is all that findings depend on besides the files, the versions and the installation."""
        self._folder = folder
        self._key = (FORMAT, __version__, _installation(), sys.version, *way)

    @classmethod
    def of(cls, configuration: Configuration) -> Cache:
        """The cache of ``fapi check`` under a configuration."""
        folder = configuration.cache_folder or os.path.join(configuration.folder, FOLDER)
        relevant = configuration._replace(path="", folder="", baseline="", output_format="", cache_folder="")
        return cls(
            folder,
            os.getcwd(),
            relevant,
            configuration.shows_fixes,
            release_of_ruff() if configuration.defer_to_ruff else (),
        )

    def load(self, root: str) -> Entry | None:
        """What is known of the project below a root, None where that is nothing or no longer true."""
        path = self.path_of(root)
        try:
            with open(path, encoding="utf-8") as file:
                checksum, _, text = file.read().partition("\n")
            if checksum != digest(text):
                return None
            document = json.loads(text)
            findings = {name: _decoded(rows) for name, rows in document["findings"].items()}
            observations = Observations.from_json(document["observations"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        if not observations.still_hold():
            return None
        with contextlib.suppress(OSError):
            if os.stat(path).st_mtime < time.time() - DAY:
                os.utime(path)
        return Entry(findings, observations)

    def store(self, root: str, entry: Entry) -> None:
        """Keep what was found in a project, if it did not change meanwhile and if that is possible."""
        if not entry.observations.is_consistent:
            return
        findings = {path: _encoded(found) for path, found in entry.findings.items()}
        document = {"findings": findings, "observations": entry.observations.as_json()}
        text = json.dumps(document, separators=(",", ":"))
        path = self.path_of(root)
        temporary = f"{path}.{os.getpid()}"
        try:
            self.make_folder()
            with open(temporary, "w", encoding="utf-8") as file:
                file.write(f"{digest(text)}\n{text}")
            os.replace(temporary, path)
            self._delete_unused()
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(temporary)

    def path_of(self, root: str) -> str:
        """The file for the project below a root, which need not exist."""
        return os.path.join(self._folder, f"{digest(repr((self._key, root)))}.json")

    def make_folder(self) -> None:
        """Make the folder of the cache with its notes; an ``OSError`` where that is not possible."""
        os.makedirs(self._folder, exist_ok=True)
        for name, text in NOTES.items():
            path = os.path.join(self._folder, name)
            if not os.path.exists(path):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)

    def _delete_unused(self) -> None:
        oldest = time.time() - LONGEST_UNUSED
        with os.scandir(self._folder) as listing:
            for each in listing:
                if each.name not in NOTES and each.is_file() and each.stat().st_mtime < oldest:
                    os.unlink(each.path)


def release_of_ruff() -> tuple[int, ...]:
    """The release of the Ruff that is found here; empty without one."""
    from flake8_fastapi.beside_ruff.deferring import installed_release

    return installed_release()


def _installation() -> list[tuple[str, int, int]]:
    """The files of this package and of flake8 with their sizes and times: a version may be worked on."""
    import importlib.util

    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    paths = [
        os.path.join(folder, name)
        for folder, _, names in os.walk(package)
        for name in names
        if name.endswith((".py", ".toml"))
    ]
    flake8 = importlib.util.find_spec("flake8")
    if flake8 is not None and flake8.origin is not None:
        paths.append(flake8.origin)
    return sorted((path, status.st_size, status.st_mtime_ns) for path in paths for status in [os.stat(path)])


def digest(text: str) -> str:
    """What stands for a text in the cache."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _encoded(findings: Iterable[Finding]) -> list[Any]:
    return [
        (*each[:4], [(step.name, step.path, step.line) for step in each.chain], each.fix) for each in findings
    ]


def _decoded(rows: list[Any]) -> tuple[Finding, ...]:
    return tuple(
        Finding(code, line, column, message, tuple(Step(*step) for step in chain), _decoded_fix(fix))
        for code, line, column, message, chain, fix in rows
    )


def _decoded_fix(row: list[Any] | None) -> Fix | None:
    if row is None:
        return None
    safety, description, edits = row
    return Fix(safety, description, tuple(Edit(*edit) for edit in edits))
