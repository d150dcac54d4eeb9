"""Which file an import means: layouts on disk, and names that projects share with libraries."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.layout import Directories, ImportSearch, python_files

PAUSE = "import time\ndef pause(): time.sleep(1)\n"


def test_the_package_below_src_is_found_from_inside_and_outside(files: ProjectFiles) -> None:
    files.verify(
        {
            "src/shop/__init__.py": "",
            "src/shop/helpers.py": PAUSE,
            "src/shop/main.py": """
                from shop.helpers import pause

                async def handler():
                    pause()  # expect: FAPI109
            """,
            "run.py": """
                from shop.helpers import pause

                async def handler():
                    pause()  # expect: FAPI109
            """,
        }
    )


def test_namespace_packages_need_no_init_files(files: ProjectFiles) -> None:
    files.verify(
        {
            "company/shop/helpers.py": PAUSE,
            "company/shop/main.py": """
                from company.shop.helpers import pause
                from company.shop import helpers
                from . import helpers as sibling
                from .helpers import pause as own

                async def handler():
                    pause()  # expect: FAPI109
                    helpers.pause()  # expect: FAPI109
                    sibling.pause()  # expect: FAPI109
                    own()  # expect: FAPI109
            """,
        }
    )


def test_a_file_started_in_its_own_folder_imports_its_neighbours(files: ProjectFiles) -> None:
    files.verify(
        {
            "backend/helpers.py": PAUSE,
            "backend/app/main.py": """
                from helpers import pause

                async def handler():
                    pause()  # expect: FAPI109
            """,
        }
    )


@pytest.mark.parametrize("folder", ["requests", "redis", "docker", "alembic"])
def test_a_bare_folder_named_like_a_library_is_not_that_library(files: ProjectFiles, folder: str) -> None:
    files.verify(
        {
            f"{folder}/data.py": "def get(url): return url\n",
            "main.py": """
                import requests

                async def handler():
                    requests.get("http://localhost")  # expect: FAPI102
            """,
        }
    )


def test_a_package_of_the_project_named_like_a_library_is_the_projects(files: ProjectFiles) -> None:
    files.verify(
        {
            "requests/__init__.py": "def get(url): return url\n",
            "main.py": """
                import requests

                async def handler():
                    requests.get("http://localhost")
            """,
        }
    )


def test_a_library_is_not_mistaken_for_a_file_in_a_sibling_folder(files: ProjectFiles) -> None:
    files.verify(
        {
            "app/__init__.py": "",
            "app/requests.py": "def get(url): return url\n",
            "app/main.py": """
                import requests

                async def handler():
                    requests.get("http://localhost")  # expect: FAPI102
            """,
        }
    )


def test_a_module_named_like_the_library_that_it_imports(files: ProjectFiles) -> None:
    files.verify(
        {
            "app/__init__.py": "",
            "app/redis.py": """
                import redis

                client = redis.Redis()

                async def handler():
                    client.get("key")  # expect: FAPI103
            """,
            "app/main.py": """
                from app.redis import client

                async def handler():
                    client.get("key")  # expect: FAPI103
            """,
        }
    )


def test_a_script_named_like_the_library_that_it_imports(files: ProjectFiles) -> None:
    files.verify(
        {
            "requests.py": """
                import requests

                async def handler():
                    requests.get("http://localhost")  # expect: FAPI102
            """
        }
    )


def test_a_file_that_imports_itself_stays_visible_to_others(files: ProjectFiles) -> None:
    own = "import helpers\n\nasync def handler():\n    print(helpers)\n"
    other = "import helpers\n\nasync def handler():\n    helpers.pause()  # expect: FAPI109\n"
    files.verify({"helpers.py": PAUSE + own, "main.py": other, "another.py": other})


def test_the_standard_library_wins_over_a_file_with_its_name(files: ProjectFiles) -> None:
    files.verify(
        {
            "app/time.py": "def sleep(seconds): return seconds\n",
            "app/main.py": """
                import time

                async def handler():
                    time.sleep(1)  # expect: FAPI101
            """,
        }
    )


def test_a_package_wins_over_a_module_of_the_same_name(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": "def pause(): return 1\n",
            "helpers/__init__.py": PAUSE,
            "main.py": """
                from helpers import pause

                async def handler():
                    pause()  # expect: FAPI109
            """,
        }
    )


def test_a_module_wins_over_a_bare_folder_of_the_same_name(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": PAUSE,
            "helpers/notes.py": "",
            "main.py": """
                from helpers import pause

                async def handler():
                    pause()  # expect: FAPI109
            """,
        }
    )


def test_a_name_in_init_wins_over_a_submodule_of_the_same_name(files: ProjectFiles) -> None:
    files.verify(
        {
            "app/__init__.py": "from app.pause import pause\n",
            "app/pause.py": PAUSE,
            "main.py": """
                from app import pause

                async def handler():
                    pause()  # expect: FAPI109
            """,
        }
    )


def test_two_projects_beside_each_other_do_not_mix(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    one, other = ProjectFiles(first), ProjectFiles(second)
    main = "from helpers import pause\n\nasync def handler():\n    pause()\n"
    one.write({"helpers.py": PAUSE, "main.py": main})
    other.write({"helpers.py": "def pause(): return 1\n", "main.py": main})
    assert [each.code for each in one.check("main.py")] == ["FAPI109"]
    assert other.check("main.py") == []
    assert [each.code for each in one.check("main.py")] == ["FAPI109"]


def test_modules_are_named_as_they_are_imported(files: ProjectFiles) -> None:
    files.write(
        {"src/shop/__init__.py": "", "src/shop/api/__init__.py": "", "src/shop/api/items.py": ""}
        | {"plain.py": "", "space/inner/leaf.py": ""}
    )
    expected = {
        "src/shop/__init__.py": "shop",
        "src/shop/api/__init__.py": "shop.api",
        "src/shop/api/items.py": "shop.api.items",
        "plain.py": "plain",
        "space/inner/leaf.py": "space.inner.leaf",
    }
    assert {name: files.open(name).name for name in expected} == expected


def test_messages_print_paths_below_the_root(files: ProjectFiles) -> None:
    files.write({"src/shop/__init__.py": "", "src/shop/helpers.py": PAUSE})
    assert files.open("src/shop/helpers.py").display_path == "src/shop/helpers.py"


def search(root: Path, *libraries: str) -> ImportSearch:
    return ImportSearch(str(root), Directories(), set(libraries).__contains__)


def test_import_search_answers_with_files_and_folders(files: ProjectFiles) -> None:
    files.write({"app/__init__.py": "", "app/views.py": "", "space/leaf.py": "", "redis/tools.py": ""})
    importer = str(files.root / "app" / "views.py")
    find = search(files.root, "redis").find
    found = {name: find(name, importer) for name in ("app", "app.views", "app.gone", "space", "space.leaf")}
    assert found == {
        "app": str(files.root / "app" / "__init__.py"),
        "app.views": None,  # a file does not import itself
        "app.gone": None,
        "space": str(files.root / "space"),
        "space.leaf": str(files.root / "space" / "leaf.py"),
    }
    assert find("redis.tools", importer) is None
    assert find("json", importer) is None
    assert search(files.root).find("redis.tools", importer) == str(files.root / "redis" / "tools.py")


@pytest.mark.parametrize("marker", ["pyproject.toml", "setup.cfg", ".git", "requirements.txt", "uv.lock"])
def test_a_project_begins_where_its_marker_stands(tmp_path: Path, marker: str) -> None:
    package = tmp_path / "outer" / "app" / "deep"
    package.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "outer" / marker).touch()
    assert Directories().project_root(str(package / "main.py")) == str(tmp_path / "outer")


def test_a_marker_inside_a_package_is_not_the_projects_root(tmp_path: Path) -> None:
    package = tmp_path / "app" / "template"
    package.mkdir(parents=True)
    for path in (tmp_path / "pyproject.toml", package.parent / "__init__.py", package / "__init__.py"):
        path.touch()
    (package / "requirements.txt").touch()
    assert Directories().project_root(str(package / "main.py")) == str(tmp_path)


def test_nor_for_the_packages_folders_without_init_files(files: ProjectFiles) -> None:
    files.verify(
        {
            "shop/__init__.py": "",
            "shop/requirements.txt": "fastapi\n",
            "shop/models/helpers.py": PAUSE,
            "shop/routers/orders.py": """
                from shop.models import helpers
                from shop.models.helpers import pause

                async def handler():
                    helpers.pause()  # expect: FAPI109
                    pause()  # expect: FAPI109
            """,
        }
    )


def test_a_marker_inside_a_package_counts_where_there_is_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "app" / "routers"
    folder.mkdir(parents=True)
    (tmp_path / "app" / "__init__.py").touch()
    (tmp_path / "app" / "requirements.txt").touch()
    assert Directories().project_root(str(folder / "main.py")) == str(tmp_path / "app")


def test_environments_and_build_output_are_no_part_of_a_project(files: ProjectFiles) -> None:
    for folder in (".venv", "venv", "build", "node_modules", "__pycache__", "site-packages", "own_env"):
        files.write({f"{folder}/lib.py": ""})
    (files.root / "own_env" / "pyvenv.cfg").touch()
    files.write({"app/b.py": "", "app/a.py": "", "app/data.txt": ""})
    found = [Path(path).relative_to(files.root).as_posix() for path in python_files(str(files.root))]
    assert found == ["application.py", "app/a.py", "app/b.py"]
