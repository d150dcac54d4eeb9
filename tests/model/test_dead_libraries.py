"""The table of dead libraries, and where its names are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flake8_fastapi.knowledge.dead_libraries import dead_functions, dead_packages
from flake8_fastapi.model.dead_libraries import DeadUse
from flake8_fastapi.rules.lifespan.dead_library import DeadLibrary
from flake8_fastapi.versions import check_specifier

if TYPE_CHECKING:
    from project_files import ProjectFiles


def test_each_row_is_whole_and_passes_the_gate() -> None:
    for name, library in {**dead_packages(), **dead_functions()}.items():
        assert library.breaks, name
        assert library.instead, name
        assert any(word in name for word in DeadLibrary.gate), name
        for _, specifier in library.versions:
            check_specifier(specifier)


@pytest.mark.parametrize(
    ("files_of_project", "names"),
    [
        ({"main.py": "import aioredis\n"}, ["aioredis"]),
        ({"main.py": "import aioredis\n", "aioredis.py": "x = 1\n"}, []),
        ({"main.py": "from . import aioredis\n"}, []),
        ({"main.py": "x = aioredis.create_redis_pool()\n"}, ["aioredis.create_redis_pool"]),
        ({"main.py": "import starlette_prometheus\n"}, []),
        (
            {"main.py": "import starlette_prometheus\n", "other.py": "app.include_router(x)\n"},
            ["starlette_prometheus"],
        ),
        ({"main.py": "import fastapi_jwt_auth\n", "requirements.txt": "pydantic==1.10.9\n"}, []),
    ],
)
def test_uses(files: ProjectFiles, files_of_project: dict[str, str], names: list[str]) -> None:
    files.write(files_of_project)
    found = files.open("main.py").framework_nodes(frozenset({"DeadUse"}))
    assert [each.written for each in found if isinstance(each, DeadUse)] == names
