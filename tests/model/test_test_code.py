"""What the model knows of tests: fixtures, overrides, the configuration of pytest."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.module import Module
from flake8_fastapi.model.testing.configuration import runs_async_tests_by_itself
from flake8_fastapi.model.testing.fixtures import requested_by, visible_fixtures
from flake8_fastapi.model.testing.overrides import dependency_overrides

FIXTURES = {
    "conftest.py": """
        import pytest
        import pytest_asyncio

        pytest_plugins = ["shop.plugin"]

        @pytest.fixture(autouse=True)
        def everywhere(): ...

        @pytest.fixture(name="client", scope="session")
        def make_client(database): ...

        @pytest_asyncio.fixture
        async def database(): ...

        def no_fixture(): ...
    """,
    "shop/__init__.py": "",
    "shop/plugin.py": """
        from pytest import fixture

        @fixture()
        def of_plugin(): ...
    """,
    "tests/fixtures.py": """
        import pytest

        @pytest.fixture
        def imported(): ...
    """,
    "tests/conftest.py": """
        import pytest
        from fixtures import imported

        @pytest.fixture
        def database(tmp_path): ...
    """,
    "tests/test_items.py": """
        import pytest

        class TestItems:
            @pytest.fixture
            def own(self, client): ...

            @pytest.mark.parametrize(("one", "two"), [(1, 2)])
            def test_own(self, own, one, two, monkeypatch, default=1): ...

        @pytest.mark.usefixtures("imported")
        def test_used(of_plugin): ...

        def test_unknown(from_somewhere): ...
    """,
}


def function(module: Module, name: str) -> ast.FunctionDef:
    """The function of the file that has this name."""
    return next(each for each in module.index.of_kind(ast.FunctionDef) if each.name == name)


def test_fixtures_are_found_where_pytest_finds_them(files: ProjectFiles) -> None:
    files.write(FIXTURES)
    visible = visible_fixtures(files.open("tests/test_items.py"))
    assert set(visible) == {"everywhere", "client", "database", "of_plugin", "imported", "own"}
    assert visible["database"].definition.module.display_path == "tests/conftest.py"
    assert (visible["client"].scope, visible["client"].definition.name) == ("session", "make_client")
    assert visible["everywhere"].autouse


@pytest.mark.parametrize(
    ("test", "expected", "is_complete"),
    [
        ("test_own", {"own", "client", "database", "everywhere"}, True),
        ("test_used", {"of_plugin", "imported", "everywhere"}, True),
        ("test_unknown", {"everywhere"}, False),
    ],
)
def test_what_runs_for_a_test(files: ProjectFiles, test: str, expected: set[str], is_complete: bool) -> None:
    files.write(FIXTURES)
    module = files.open("tests/test_items.py")
    requested = requested_by(module, function(module, test))
    assert {each.name for each in requested.fixtures} == expected
    assert requested.is_complete is is_complete


def test_all_spellings_of_an_override(files: ProjectFiles) -> None:
    files.write(
        {
            "test_overrides.py": """
                from unittest.mock import patch

                def test_it(app, monkeypatch, other):
                    app.dependency_overrides[a] = 1
                    app.dependency_overrides = {b: 2}
                    app.dependency_overrides |= {c: 3}
                    app.dependency_overrides.update({d: 4, e: 5})
                    app.dependency_overrides.setdefault(f, 6)
                    monkeypatch.setitem(app.dependency_overrides, g, 7)
                    patch.dict(app.dependency_overrides, {h: 8})
                    app.dependency_overrides = {}
                    app.dependency_overrides = dict()
                    app.dependency_overrides.pop(a)
                    print(app.dependency_overrides[a], app.dependency_overrides.get(a))
            """
        }
    )
    found = [
        (ast.unparse(each.key), ast.unparse(each.value), each.is_temporary)
        for each in dependency_overrides(files.open("test_overrides.py"))
        if each.key is not None and each.value is not None
    ]
    assert found == [(name, str(number), number > 6) for number, name in enumerate("abcdefgh", 1)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("pytest.ini", "[pytest]\nasyncio_mode = auto\n", True),
        ("pyproject.toml", '[tool.pytest.ini_options]\nasyncio_mode = "auto"\n', True),
        ("pyproject.toml", '[tool.pytest.ini_options]\naddopts = "-q --asyncio-mode=auto"\n', True),
        ("setup.cfg", "[tool:pytest]\nanyio_mode=auto\n", True),
        ("Makefile", "test:\n\tpytest --asyncio-mode auto\n", True),
        (".github/workflows/test.yml", "run: pytest --asyncio-mode=auto\n", True),
        ("requirements.txt", "pytest-aiohttp\n", True),
        ("requirements.txt", "pytest-asyncio\n", True),
        ("pytest.ini", "[pytest]\npython_functions = check_*\n", True),
        ("pytest.ini", "[pytest]\nasyncio_mode = strict\n", False),
        ("pyproject.toml", '[tool.pytest.ini_options]\naddopts = "-q"\n\n[x]\na = "pytest-asyncio"\n', False),
        ("tox.ini", "[pytest]\naddopts = -q\n", False),
        ("requirements.txt", "pytest\n", False),
    ],
)
def test_whether_async_tests_run_without_a_marker(
    files: ProjectFiles, name: str, text: str, expected: bool
) -> None:
    files.write({name: text})
    assert runs_async_tests_by_itself(files.project) is expected


@pytest.mark.parametrize(("repository", "expected"), [(".git", True), ("other", False)])
def test_a_workspace_may_configure_the_tests_of_its_packages(
    tmp_path: Path, repository: str, expected: bool
) -> None:
    package = tmp_path / "libs" / "shop"
    package.mkdir(parents=True)
    (tmp_path / repository).mkdir()
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_mode = auto\n")
    assert runs_async_tests_by_itself(ProjectFiles(package).project) is expected


@pytest.mark.parametrize(("section", "expected"), [("", True), ("[pytest]\nasyncio_mode = strict\n", False)])
def test_a_built_package_has_left_its_configuration_at_home(
    files: ProjectFiles, section: str, expected: bool
) -> None:
    files.write({"PKG-INFO": "Name: shop\n", "tox.ini": section})
    assert runs_async_tests_by_itself(files.project) is expected
