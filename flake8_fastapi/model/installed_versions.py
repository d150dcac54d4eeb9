"""Which version of a library a project runs on, as far as its own files tell.

Lock files come first, then requirements and the project's metadata. Only what narrows the version
from above decides: a pin, a locked version, or an upper bound (``<0.118`` means the last release
before it). A lower bound alone leaves the newest. Environments are never asked.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flake8_fastapi.model.disk import kind_of, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_fastapi.model.layout import Directories
    from flake8_fastapi.versions import Release

NEWEST: Release = (1_000_000,)
"""Stands for the newest release there is: larger than any number that a rule asks for."""

OLDEST: Release = (0,)
"""Stands for the first release."""

LAST = 1_000_000
"""The last part of "the last release before": ``<0.118`` admits at most ``0.117.LAST``."""

LOCK_FILES = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock")
REQUIREMENTS = re.compile(
    r"(?:requirements|constraints)[\w.-]*\.(?:txt|in)$|[\w.-]+[-_]requirements\.(?:txt|in)$"
)
REPOSITORIES = (".git", ".hg")
"""Where one of these lies, nothing above belongs to the project."""

LARGEST_FILE = 16 * 1024 * 1024

_COMPARISON = re.compile(r"(===|==|~=|!=|<=|>=|<|>|\^|~)?\s*v?([0-9]+(?:\.[0-9]+)*)(\.\*)?")
_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#@]*)")


@dataclass(frozen=True, slots=True)
class Versions:
    """The releases of a library that a project may run on: the first and the last of them."""

    oldest: Release = OLDEST
    newest: Release = NEWEST

    def narrowed(self, other: Versions) -> Versions:
        """What holds when both hold."""
        return Versions(max(self.oldest, other.oldest), min(self.newest, other.newest))


class InstalledVersions:
    """Answers for one project; its files are read when the first question is asked."""

    def __init__(self, root: str, directories: Directories) -> None:
        self.root = root
        self.directories = directories
        self._texts: dict[str, str] = {}
        self._known: dict[str, Versions | None] = {}

    def of(self, distribution: str) -> Versions:
        """What the project's files say of a library, by its name on PyPI."""
        return self._found(distribution) or Versions()

    def names(self, distribution: str) -> bool:
        """Whether the project's files name a library at all, by its name on PyPI."""
        return self._found(distribution) is not None

    def _found(self, distribution: str) -> Versions | None:
        name = normalised(distribution)
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def may_precede(self, distribution: str, release: Release) -> bool:
        """Whether the project's files admit a release before this one, and do not just leave it open."""
        versions = self.of(distribution)
        return OLDEST < versions.oldest < release or versions.newest < release

    def _read(self, name: str) -> Versions | None:
        levels = list(self._levels())
        for directory in levels:
            locked = [release for path in self._lock_files(directory) for release in self._locked(path, name)]
            if locked:
                return Versions(max(locked), max(locked))
        for directory in levels:
            declared = list(self._declared(directory, name))
            if declared:
                return _together(declared)
        return None

    def _levels(self) -> Iterator[str]:
        """The project's root, and what lies above it in the same repository: a workspace locks there."""
        above, directory = [self.root], self.root
        # Asked name by name: other names in directories above the project come and go, and mean nothing.
        while not any(kind_of(os.path.join(directory, name)) for name in REPOSITORIES):
            parent = os.path.dirname(directory)
            if parent == directory:
                return iter([self.root])
            directory = parent
            above.append(directory)
        return iter(above)

    def _text(self, path: str) -> str:
        if path not in self._texts:
            self._texts[path] = read_text(path, LARGEST_FILE) or ""
        return self._texts[path]

    def _lock_files(self, directory: str) -> Iterator[str]:
        names = self.directories.names_in(directory)
        return (os.path.join(directory, name) for name in LOCK_FILES if name in names)

    def _locked(self, path: str, name: str) -> Iterator[Release]:
        """The versions under which a lock file has a library; more than one when it forks by platform."""
        text = self._text(path)
        if path.endswith("Pipfile.lock"):
            pattern = rf'"{re.escape(name)}"\s*:\s*\{{[^{{}}]*?"version"\s*:\s*"==([^"]+)"'
        else:
            # Tables of packages; "[[" begins the next one.
            pattern = rf'^name\s*=\s*"{re.escape(name)}"\s*$(?:(?!\[\[)[^\n]*\n)*?version\s*=\s*"([^"]+)"'
        for match in re.finditer(pattern, text, re.MULTILINE | re.IGNORECASE):
            release = _release(match.group(1))
            if release is not None:
                yield release

    def _declared(self, directory: str, name: str) -> Iterator[Versions]:
        """What the requirements and the metadata in a directory say of a library."""
        for path in self._requirement_files(directory):
            for line in self._text(path).splitlines():
                yield from _versions(line, name)
        names = self.directories.names_in(directory)
        for metadata in sorted(each for each in names if each.endswith(".dist-info")):  # an unpacked wheel
            for line in self._text(os.path.join(directory, metadata, "METADATA")).splitlines():
                if line.startswith("Requires-Dist:"):
                    yield from _versions(line.partition(":")[2], name)
        if "pyproject.toml" in names:
            yield from _from_pyproject(self._text(os.path.join(directory, "pyproject.toml")), name)
        if "setup.cfg" in names:
            yield from _from_setup_cfg(self._text(os.path.join(directory, "setup.cfg")), name)

    def _requirement_files(self, directory: str) -> Iterator[str]:
        names = sorted(self.directories.names_in(directory))
        yield from (os.path.join(directory, name) for name in names if REQUIREMENTS.match(name))
        if "requirements" in names:
            inside = os.path.join(directory, "requirements")
            for name in sorted(self.directories.names_in(inside)):
                if name.endswith((".txt", ".in")):
                    yield os.path.join(inside, name)


def normalised(distribution: str) -> str:
    """The name of a distribution as PyPI compares them."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _together(declared: list[Versions]) -> Versions:
    """What several declarations say: a pin alone, the highest of several, else all bounds."""
    pins = [each for each in declared if each.oldest == each.newest]
    if pins:
        return max(pins, key=lambda each: each.newest)
    together = Versions()
    for each in declared:
        together = together.narrowed(each)
    return together


def _release(text: str) -> Release | None:
    match = re.match(r"v?([0-9]+(?:\.[0-9]+)*)", text.strip())
    return tuple(int(number) for number in match.group(1).split(".")) if match else None


def _versions(requirement: str, name: str) -> Iterator[Versions]:
    """What a requirement such as ``fastapi[all]>=0.100,<0.118; python_version > "3.8"`` says of a library."""
    match = _REQUIREMENT.match(requirement)
    if match is not None and normalised(match.group(1)) == name and "@" not in requirement.split("#")[0]:
        yield read_specifier(match.group(2))


def read_specifier(specifier: str) -> Versions:
    """The releases that a specifier admits, in pip's spelling or in Poetry's (``^0.115``, ``~0.115``).

    Of what ``!=`` and ``||`` leave out nothing is kept: neither tells where the range ends.
    """
    versions = Versions()
    if "|" in specifier:
        return versions
    for part in specifier.strip().strip("()").split(","):
        match = _COMPARISON.match(part.strip())
        if match is not None:
            operator, number, wildcard = match.groups()
            release = tuple(int(each) for each in number.split("."))
            versions = versions.narrowed(_admitted(operator or "==", release, wildcard is not None))
    return versions


def _admitted(operator: str, release: Release, wildcard: bool) -> Versions:
    if operator in ("==", "==="):
        return Versions(release, (*release, LAST) if wildcard else release)
    if operator == "<=":
        return Versions(newest=release)
    if operator == "<":
        return Versions(newest=_before(release))
    if operator in (">=", ">"):
        return Versions(oldest=release)
    if operator == "~=":
        return Versions(release, (*release[:-1], LAST))
    if operator == "~":
        return Versions(release, (*release[:2], LAST))
    if operator == "^":
        # Up to the next change of the first number that is not zero.
        kept = next((index for index, number in enumerate(release) if number), len(release) - 1)
        return Versions(release, (*release[: kept + 1], LAST))
    return Versions()


def _before(release: Release) -> Release:
    """The last release before another."""
    numbers = list(release)
    while numbers and not numbers[-1]:
        numbers.pop()
    if not numbers:
        return OLDEST
    return (*numbers[:-1], numbers[-1] - 1, LAST)


def _from_pyproject(text: str, name: str) -> Iterator[Versions]:
    if name not in text.lower():
        return
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    project = _table(data, "project")
    lists = [project.get("dependencies"), *_table(project, "optional-dependencies").values()]
    lists += _table(data, "dependency-groups").values()
    for requirement in _texts(lists):
        yield from _versions(requirement, name)
    poetry = _table(_table(data, "tool"), "poetry")
    groups = [_table(group, "dependencies") for group in _table(poetry, "group").values()]
    for table in [_table(poetry, "dependencies"), _table(poetry, "dev-dependencies"), *groups]:
        for key, value in table.items():
            if normalised(key) == name:
                each = value.get("version") if isinstance(value, dict) else value
                if isinstance(each, str):
                    yield read_specifier(each)


def _from_setup_cfg(text: str, name: str) -> Iterator[Versions]:
    if name not in text.lower():
        return
    import configparser  # rarely needed

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return
    lines = parser.get("options", "install_requires", fallback="").splitlines()
    if parser.has_section("options.extras_require"):
        lines += [line for _, value in parser.items("options.extras_require") for line in value.splitlines()]
    for line in lines:
        yield from _versions(line, name)


def _table(data: Any, key: str) -> dict[str, Any]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def _texts(lists: Iterable[object]) -> Iterator[str]:
    for each in lists:
        if isinstance(each, list):
            yield from (text for text in each if isinstance(text, str))
