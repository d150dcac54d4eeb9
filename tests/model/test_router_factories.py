"""Factories that are handed what the coroutines inside of them use, and say nothing of it."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

ROUTES = """
    from fastapi import APIRouter

    def get_router(registry, prefix=""):
        router = APIRouter(prefix=prefix)

        @router.get("/")
        async def read():
            return registry.rows(){expected}

        return router
"""

REGISTRY = """
    import sqlite3

    class Registry:
        def __init__(self):
            self.connection = sqlite3.connect("registry.db")

        def rows(self):
            return self.connection.execute("select 1").fetchall()

    class AsyncRegistry:
        async def rows(self):
            return []
"""

HEAD = """from fastapi import FastAPI
from registry import AsyncRegistry, Registry
from routes import get_router

"""


@pytest.mark.parametrize(
    ("use", "is_silent"),
    [
        ("app = FastAPI()\napp.include_router(get_router(Registry()))\n", False),
        (
            "app = FastAPI()\napp.include_router(\n    get_router(\n        registry=Registry(),\n    )\n)\n",
            False,
        ),
        ("app = FastAPI()\nregistry = Registry()\nrouter = get_router(registry)\n", False),
        (
            "def create_app():\n    app = FastAPI()\n    registry = Registry()\n"
            "    app.include_router(get_router(registry))\n    return app\n",
            False,
        ),
        ("app = FastAPI()\napp.include_router(get_router(AsyncRegistry()))\n", True),
        ("app = FastAPI()\napp.include_router(get_router(object()))\n", True),
    ],
)
def test_what_a_factory_is_handed(files: ProjectFiles, use: str, is_silent: bool) -> None:
    expected = "" if is_silent else "  # expect: FAPI109"
    files.verify(
        {"routes.py": ROUTES.format(expected=expected), "registry.py": REGISTRY, "main.py": HEAD + use}
    )
