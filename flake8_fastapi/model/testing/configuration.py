"""What a project's configuration of pytest says of async tests."""

from __future__ import annotations

import os
import re
import tomllib
from typing import TYPE_CHECKING

from flake8_fastapi.model.disk import DIRECTORY, kind_of, read_text
from flake8_fastapi.model.kept_facts import kept_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.project import Project

FILES = ("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg")
"""Where pytest looks for its configuration."""

COMMANDS = re.compile(r"Makefile|[Jj]ustfile|noxfile\.py|Dockerfile.*|.*\.(?:sh|ya?ml|ini|cfg|toml)$")

AUTOMATIC = re.compile(
    r"""asyncio[_-]mode["']?\s*[:= ]\s*["']?(?:auto|legacy)|anyio[_-]mode["']?\s*[:= ]\s*["']?auto"""
    r"""|trio_mode["']?\s*=\s*["']?true""",
    re.IGNORECASE,
)
OTHER_PLUGINS = re.compile(
    r"alt[-_]pytest[-_]asyncio|pytest[-_](?:aiohttp|tornasync|trio|twisted|tornado|aio|sanic)\b"
)
"""Plugins that run async tests without a marker, in their own ways."""

PLUGIN = re.compile(r"pytest[-_]asyncio\b")

FUNCTION_NAMES = re.compile(r"python_(?:functions|files|classes)")

LARGEST = 1024 * 1024
DEEPEST = 4
"""How many folders above a project are looked into for the repository that it lies in."""


@kept_with("interpreter")
def runs_async_tests_by_itself(project: Project) -> bool:
    """Whether async tests may run without a marker, by a mode, another plugin, or in a way not known.

    A package that was built or installed has left at home what configures its tests.
    """
    texts = list(_texts(project))
    if _may_be_automatic(texts):
        return True
    names = project.directories.names_in(project.root)
    is_built = any(name == "PKG-INFO" or name.endswith(".dist-info") for name in names)
    return is_built and not any(_section(name, text) for name, text in texts if name in FILES)


def _may_be_automatic(texts: list[tuple[str, str]]) -> bool:
    if any(AUTOMATIC.search(text) or OTHER_PLUGINS.search(text) for _, text in texts):
        return True
    sections = [_section(name, text) for name, text in texts if name in FILES]
    if any(FUNCTION_NAMES.search(section) for section in sections):
        return True
    # With the plugin and no configuration of pytest, the mode is set where it is not seen.
    return not any(sections) and any(PLUGIN.search(text) for _, text in texts)


def _section(name: str, text: str) -> str:
    """What a file says to pytest; the whole of one that is pytest's alone."""
    if name == "pyproject.toml":
        try:
            return str(tomllib.loads(text).get("tool", {}).get("pytest", ""))
        except tomllib.TOMLDecodeError:
            return ""
    if name in ("tox.ini", "setup.cfg"):
        match = re.search(r"^\[(?:tool:)?pytest\](.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL)
        return match.group() if match else ""
    return text


def _texts(project: Project) -> Iterator[tuple[str, str]]:
    """The files that configure pytest, name its plugins, or start it."""
    directories = [project.root, *_workflows(project.root), *_test_folders(project)]
    for directory in directories:
        for name in sorted(project.directories.names_in(directory)):
            if (
                name in FILES
                or COMMANDS.match(name)
                or name.startswith("requirements")
                or name == "conftest.py"
            ):
                text = read_text(os.path.join(directory, name), LARGEST)
                if text is not None:
                    yield name, text


def _workflows(root: str) -> Iterator[str]:
    """The folders above the project in the same repository, where pytest looks too, and their workflows."""
    yield os.path.join(root, ".github", "workflows")
    above: list[str] = []
    parent = os.path.dirname(root)
    while len(above) < DEEPEST and parent != os.path.dirname(parent):
        above.append(parent)
        if kind_of(os.path.join(parent, ".git")) == DIRECTORY:
            for each in above:
                yield each
                yield os.path.join(each, ".github", "workflows")
            return
        parent = os.path.dirname(parent)


def _test_folders(project: Project) -> Iterator[str]:
    for name in ("test", "tests", "requirements"):
        if name in project.directories.names_in(project.root):
            yield os.path.join(project.root, name)
