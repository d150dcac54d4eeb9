"""Which functions are lifespans, and what becomes of event handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flake8_fastapi.model.event_handlers import EventHandler, verdict_of
from flake8_fastapi.model.lifespans import Lifespan

if TYPE_CHECKING:
    from project_files import ProjectFiles

LIFESPAN = """
from contextlib import asynccontextmanager

@asynccontextmanager
async def {name}(app):
    yield
"""


def lifespans(files: ProjectFiles, name: str) -> list[tuple[str, str, bool]]:
    """Name, manager and whether it is given, for each lifespan of a file."""
    found = files.open(name).framework_nodes(frozenset({"Lifespan"}))
    return [
        (each.definition.name, each.manager, each.is_given) for each in found if isinstance(each, Lifespan)
    ]


@pytest.mark.parametrize(
    "user",
    [
        "from fastapi import FastAPI\nfrom start import up\n\napp = FastAPI(lifespan=up)\n",
        "import start\nfrom fastapi import APIRouter\n\nrouter = APIRouter(lifespan=start.up)\n",
        "from fastapi import FastAPI\nfrom start import up\n\ndef create():\n    chosen = up\n"
        "    return FastAPI(lifespan=chosen)\n",
        "from fastapi import FastAPI\nimport start\n\napp = FastAPI()\n"
        "app.router.lifespan_context = start.up\n",
        "from functools import partial\nfrom fastapi import FastAPI\nfrom start import up\n\n"
        "app = FastAPI(lifespan=partial(up, 1))\n",
    ],
)
def test_lifespans_given_in_another_file(files: ProjectFiles, user: str) -> None:
    files.write({"start.py": LIFESPAN.format(name="up") + LIFESPAN.format(name="other"), "user.py": user})
    assert lifespans(files, "start.py") == [("up", "async", True)]


def test_lifespans_by_factory_method_and_shape(files: ProjectFiles) -> None:
    files.write(
        {
            "main.py": """
                from contextlib import asynccontextmanager, contextmanager
                from fastapi import FastAPI

                def make(url):
                    @asynccontextmanager
                    async def inner(app):
                        yield
                    return inner

                class Server:
                    async def method(self, app):
                        yield

                    def make(self):
                        return FastAPI(lifespan=self.method)

                @contextmanager
                def wrong(app):
                    yield

                @asynccontextmanager
                async def helper(app: FastAPI):
                    yield

                @asynccontextmanager
                async def connection(url: str):
                    yield

                apps = [FastAPI(lifespan=make("x")), FastAPI(lifespan=wrong), FastAPI(lifespan=None)]
            """
        }
    )
    assert sorted(lifespans(files, "main.py")) == [
        ("helper", "async", False),
        ("inner", "async", True),
        ("method", "", True),
        ("wrong", "sync", True),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("app = FastAPI()\napp.on_event('startup')(f)\n", "deprecated"),
        ("app = FastAPI(lifespan=up)\napp.on_event('startup')(f)\n", "ignored"),
        ("app = FastAPI()\napp.add_event_handler('startup', f)\n", "removed"),
        ("app = Starlette(on_startup=[f])\n", "removed"),
        ("router = APIRouter(on_startup=[f])\n", "deprecated"),
        ("router = APIRouter(on_startup=[f])\napp = FastAPI()\napp.include_router(router)\n", "repeated"),
        (
            "router = APIRouter(on_startup=[f])\napp = FastAPI(lifespan=up)\napp.include_router(router)\n",
            "deprecated",
        ),
        (
            "router = APIRouter(on_startup=[f])\napp = FastAPI(**f())\napp.include_router(router)\n",
            "deprecated",
        ),
        (
            "def set_up(app: FastAPI):\n    app.on_event('startup')(f)\n\nset_up(FastAPI(lifespan=up))\n",
            "ignored",
        ),
        (
            "def set_up(app: FastAPI):\n    app.on_event('startup')(f)\n\n"
            "app = FastAPI(lifespan=up)\nset_up(app)\n",
            "ignored",
        ),
    ],
)
def test_verdicts(files: ProjectFiles, text: str, kind: str) -> None:
    head = "from fastapi import APIRouter, FastAPI\nfrom starlette.applications import Starlette\n\n"
    files.write({"main.py": head + "async def up(app):\n    yield\n\ndef f():\n    pass\n\n" + text})
    module = files.open("main.py")
    handlers = list(module.framework_nodes(frozenset({"EventHandler"})))
    assert [verdict_of(each, module).kind for each in handlers if isinstance(each, EventHandler)] == [kind]
