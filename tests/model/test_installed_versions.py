"""Which version of a library a project runs on, read from its own files."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.installed_versions import LAST, NEWEST, OLDEST, Versions, read_specifier
from flake8_fastapi.versions import Release, admits

UV = """
version = 1

[[package]]
name = "fastapi"
version = "0.117.1"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "starlette" }]

[[package]]
name = "starlette"
version = "0.48.0"
"""

POETRY = """
[[package]]
name = "fastapi"
version = "0.95.2"
description = "FastAPI framework"
optional = false

[package.dependencies]
starlette = ">=0.27.0,<0.28.0"

[[package]]
name = "pydantic"
version = "1.10.13"
"""

PIPFILE = '{"default": {"fastapi": {"hashes": ["sha256:1"], "version": "==0.110.0"}}}'


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        ("==0.115.3", Versions((0, 115, 3), (0, 115, 3))),
        ("0.115.3", Versions((0, 115, 3), (0, 115, 3))),
        ("==0.115.*", Versions((0, 115), (0, 115, LAST))),
        (">=0.100", Versions((0, 100), NEWEST)),
        (">=0.100,<0.118.0", Versions((0, 100), (0, 117, LAST))),
        ("<2", Versions(OLDEST, (1, LAST))),
        ("<=0.110", Versions(OLDEST, (0, 110))),
        ("~=0.115.3", Versions((0, 115, 3), (0, 115, LAST))),
        ("^0.115.3", Versions((0, 115, 3), (0, 115, LAST))),
        ("^1.10", Versions((1, 10), (1, LAST))),
        ("~0.115", Versions((0, 115), (0, 115, LAST))),
        ("(>=0.100,!=0.112.0)", Versions((0, 100), NEWEST)),
        ("*", Versions()),
        ("", Versions()),
        ("^0.9 || ^0.10", Versions()),
    ],
)
def test_a_specifier_says_which_releases_there_may_be(specifier: str, expected: Versions) -> None:
    assert read_specifier(specifier) == expected


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("uv.lock", UV, (0, 117, 1)),
        ("poetry.lock", POETRY, (0, 95, 2)),
        ("pdm.lock", UV, (0, 117, 1)),
        ("Pipfile.lock", PIPFILE, (0, 110, 0)),
        ("requirements.txt", "fastapi==0.109.2\nstarlette==0.36.3\n", (0, 109, 2)),
        ("requirements-dev.txt", "FastAPI[all] == 0.109.2 ; python_version > '3.8'  # web\n", (0, 109, 2)),
        ("requirements/base.txt", "fastapi~=0.109.0\n", (0, 109, LAST)),
        ("pyproject.toml", '[project]\ndependencies = ["fastapi[standard]>=0.100,<0.118"]\n', (0, 117, LAST)),
        ("pyproject.toml", '[dependency-groups]\nweb = ["fastapi==0.103"]\n', (0, 103)),
        ("pyproject.toml", '[tool.poetry.dependencies]\nfastapi = "^0.111"\n', (0, 111, LAST)),
        (
            "pyproject.toml",
            '[tool.poetry.group.web.dependencies]\nfastapi = { version = "0.111.1", extras = ["all"] }\n',
            (0, 111, 1),
        ),
        ("shop-1.0.dist-info/METADATA", "Name: shop\nRequires-Dist: fastapi<0.100,>=0.95\n", (0, 99, LAST)),
        ("setup.cfg", "[options]\ninstall_requires =\n  requests\n  fastapi<0.100\n", (0, 99, LAST)),
    ],
)
def test_files_that_narrow_the_version(
    files: ProjectFiles, name: str, content: str, expected: Release
) -> None:
    files.write({name: content})
    assert files.project.version_of("fastapi") == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("requirements.txt", "fastapi>=0.95\n"),
        ("requirements.txt", "fastapi-users==10.0\nfastapi @ https://example.org/fastapi-0.95.zip\n"),
        ("pyproject.toml", '[project]\ndependencies = ["fastapi"]\n'),
        ("pyproject.toml", "[project\nfastapi = broken"),
        ("setup.cfg", "fastapi = no section\n"),
        ("uv.lock", '[[package]]\nname = "fastapi-users"\nversion = "1.0"\n'),
    ],
)
def test_files_that_leave_the_newest(files: ProjectFiles, name: str, content: str) -> None:
    files.write({name: content})
    version = files.project.version_of("fastapi")
    assert version == NEWEST
    assert admits(">=0.118", version)
    assert not admits("<0.118", version)


def test_a_lock_decides_over_requirements_and_a_pin_over_bounds(files: ProjectFiles) -> None:
    files.write(
        {
            "pyproject.toml": '[project]\ndependencies = ["fastapi>=0.100,<0.116"]\n',
            "requirements.txt": "fastapi==0.104.1\n",
        }
    )
    assert files.project.version_of("fastapi") == (0, 104, 1)
    files.forget()
    files.write({"poetry.lock": POETRY})
    assert files.project.version_of("fastapi") == (0, 95, 2)
    assert files.project.version_of("pydantic") == (1, 10, 13)
    assert files.project.version_of("starlette") == NEWEST


def test_a_workspace_locks_above_the_project_in_the_same_repository(files: ProjectFiles) -> None:
    files.write({"uv.lock": UV, "services/shop/pyproject.toml": "", "services/shop/main.py": ""})
    shop = str(files.root / "services" / "shop" / "main.py")
    assert type(files.project).containing(shop, files.settings).version_of("fastapi") == NEWEST
    files.forget()
    (files.root / ".git").mkdir()
    assert type(files.project).containing(shop, files.settings).version_of("fastapi") == (0, 117, 1)


def test_the_option_wins_for_fastapi_alone(files: ProjectFiles) -> None:
    files.write({"poetry.lock": POETRY})
    files.settings = files.settings._replace(target_version=(0, 120))
    assert files.project.version_of("fastapi") == (0, 120)
    assert files.project.version_of("pydantic") == (1, 10, 13)


def test_the_oldest_release_is_known_from_a_lower_bound(files: ProjectFiles) -> None:
    files.write({"requirements.txt": "pydantic>=1.10,<3\n"})
    assert files.project.versions.of("Pydantic") == Versions((1, 10), (2, LAST))


def test_a_project_may_precede_a_release_only_where_it_says_so(files: ProjectFiles) -> None:
    versions = files.project.versions
    assert not versions.may_precede("pydantic", (2,))
    files.forget()
    files.write({"requirements.txt": "pydantic>=1.10\nhttpx<0.28\nstarlette>=0.40\n"})
    versions = files.project.versions
    assert versions.may_precede("pydantic", (2,))
    assert not versions.may_precede("pydantic", (1, 10))
    assert versions.may_precede("httpx", (0, 28))
    assert not versions.may_precede("starlette", (0, 40))
