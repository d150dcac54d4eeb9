"""Applications, routers and routes: which object an expression means, and where its routes are reached."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from flake8_fastapi.model.project import Project
from flake8_fastapi.model.routing.handlers import status_of
from flake8_fastapi.model.routing.paths import covers, parameters_in, shape
from flake8_fastapi.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flake8_fastapi.model.module import Module

HEAD = "from fastapi import APIRouter, FastAPI\n"


def opened(folder: Path, name: str, files: dict[str, str]) -> Module:
    """The module of one of some files, as the one that is checked."""
    (folder / "pyproject.toml").touch()
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    text = files[name]
    return Project.containing(str(folder / name), Settings()).open(str(folder / name), text, ast.parse(text))


def paths_of(module: Module) -> list[str]:
    """The full paths of the routes that a file declares."""
    table = module.project.routing.table
    return [entry.path for route in module.routing.routes for entry in table.entries_of(route)]


@pytest.mark.parametrize(
    "main",
    [
        "app = FastAPI()\napp.include_router(items.router, prefix='/v1')\n",
        "def create() -> FastAPI:\n    app = FastAPI()\n    app.include_router(items.router, prefix='/v1')\n"
        "    return app\napp = create()\n",
        "class Server:\n    def __init__(self):\n        self.app = FastAPI()\n"
        "        self.app.include_router(items.router, prefix=self.version())\n"
        "    def version(self):\n        return '/v1'\n",
        "V = '/v'\ndef setup(app: FastAPI):\n    app.include_router(items.router, prefix=f'{V}1')\n"
        "def create():\n    app = FastAPI()\n    setup(app)\n    return app\n",
        "def setup(app):\n    for router, prefix in ((items.router, '/v1'),):\n"
        "        app.include_router(router, prefix=prefix)\nsetup(FastAPI())\n",
        "outer, inner = APIRouter(prefix='/v1'), APIRouter()\ninner.include_router(items.router)\n"
        "outer.include_router(inner)\nFastAPI().include_router(outer)\n",
        "app, sub = FastAPI(), FastAPI()\nsub.include_router(items.router)\napp.mount('/v1/', sub)\n",
        "def set_up(app: FastAPI) -> FastAPI:\n    app.include_router(items.router, prefix='/v1')\n"
        "    return app\napp = set_up(FastAPI())\n",
        "def within(router: APIRouter) -> APIRouter:\n    router.include_router(items.router)\n"
        "    return router\nFastAPI().include_router(within(APIRouter(prefix='/v1')))\n",
    ],
    ids=[
        "module",
        "factory",
        "attribute",
        "parameter",
        "loop",
        "nested",
        "mount",
        "app handed back",
        "router handed back",
    ],
)
def test_full_paths(tmp_path: Path, main: str) -> None:
    items = HEAD + "router = APIRouter(prefix='/items')\n@router.get('/{key}')\ndef read(key): ...\n"
    files = {"items.py": items, "main.py": f"import items\n{HEAD}{main}"}
    (path,) = paths_of(opened(tmp_path, "items.py", files))
    assert path in ("/v1/items/{key}", "<self.version()>/items/{key}")
    assert ("version" in path) is ("version" in main)


def test_what_is_unknown_stays_unknown(tmp_path: Path) -> None:
    text = HEAD + (
        "import os, somewhere\nrouter = somewhere.make()\n"
        "own = APIRouter(**somewhere.options)\nlate = APIRouter(prefix=os.environ['P'])\n"
        "either = APIRouter()\nif os.name:\n    either = APIRouter(prefix='/e')\n"
        "@own.get('/a')\n@late.get('/b')\n@either.get('/c')\n@router.get('/d')\ndef read(): ...\n"
        "own.add_api_route('/e', somewhere.handler, methods=somewhere.methods)\n"
    )
    module = opened(tmp_path, "main.py", {"main.py": text})
    routes = {route.path: route for route in module.routing.routes}
    assert routes["/a"].router is not None
    assert routes["/a"].router.prefix is None
    assert (routes["/e"].handler, routes["/e"].methods) == (None, None)
    assert routes["/c"].router is None
    assert "/d" not in routes
    assert sorted(paths_of(module)) == ["/c", "<?>/a", "<?>/e", "<os.environ['P']>/b"]


def test_identity_follows_imports(tmp_path: Path) -> None:
    files = {
        "pkg/__init__.py": "from .core import api as public\n",
        "pkg/core.py": HEAD + "api = FastAPI(title='x')\n",
        "main.py": "import pkg\nfrom pkg import public\nfrom pkg.core import api\nfirst = second = api\n",
    }
    module = opened(tmp_path, "main.py", files)
    resolver = module.project.routing.resolver
    found = {resolver.object_in(module, name) for name in ("public", "api", "first", "second")}
    (app,) = found
    assert app is not None
    assert (app.module.name, app.line, app.is_application, list(app.keywords)) == (
        "pkg.core", 2, True, ["title"],
    )  # fmt: skip


def test_methods_handlers_and_kinds(tmp_path: Path) -> None:
    text = HEAD + (
        "app = FastAPI()\nMETHODS = ['get', 'PUT']\nclass View:\n    def show(self): ...\n"
        "@app.api_route('/a', methods=METHODS)\nasync def a(): ...\n"
        "@app.websocket('/b')\nasync def b(ws): ...\n"
        "app.add_api_route('/c', View().show)\napp.post('/d')(a)\n"
    )
    module = opened(tmp_path, "main.py", {"main.py": text})
    found = [
        (route.path, route.methods, route.handler.label if route.handler else None, route.is_websocket)
        for route in module.routing.routes
    ]
    assert found == [
        ("/a", ("GET", "PUT"), "a", False),
        ("/b", ("WEBSOCKET",), "b", True),
        ("/c", ("GET",), "View.show", False),
        ("/d", ("POST",), "a", False),
    ]
    assert [(each.name, len(each.routes)) for each in module.routing.path_operations] == [
        ("a", 2),
        ("show", 1),
    ]


@pytest.mark.parametrize(
    ("general", "specific", "expected"),
    [
        ("/items/{id}", "/items/me", True),
        ("/items/{id}", "/items/{id:int}", True),
        ("/items/{id:int}", "/items/7", True),
        ("/items/{id:int}", "/items/me", False),
        ("/items/{id:int}", "/items/{name}", False),
        ("/items/{id}", "/items/me/parts", False),
        ("/{rest:path}", "/items/{id}", True),
        ("/items/{rest:path}", "/items", False),
        ("/{name}.json", "/a.json", True),
        ("/{name}.json", "/a.txt", False),
        ("/{name}", "/{name}.json", True),
        ("/items/{id}", "/items/", False),
        ("/items/{id:odd}", "/items/1", False),
        ("/items/{rest:path}", "/items/{rest:path}", True),
    ],
)
def test_which_paths_cover_others(general: str, specific: str, expected: bool) -> None:
    assert covers((general,), (specific,)) is expected


def test_parameters_and_shapes() -> None:
    text = ("/a/{x}/{y:int}",)
    assert [tuple(each) for each in parameters_in(text)] == [("x", "str"), ("y", "int")]
    assert shape(text) == shape(("/a/{p}/{q:int}",)) != shape(("/a/{p}/{q}",))


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("404", 404), ("True", None), ("status.HTTP_409_CONFLICT", 409), ("HTTPStatus.GONE", 410),
        ("HTTPStatus.GONE.value", 410), ("LOCAL", 418), ("other()", None),
        ("status.HTTP_413_CONTENT_TOO_LARGE", 413),
    ],
)  # fmt: skip
def test_status_codes(tmp_path: Path, written: str, status: int | None) -> None:
    text = f"from http import HTTPStatus\nfrom fastapi import status\nLOCAL = 418\nx = {written}\n"
    module = opened(tmp_path, "main.py", {"main.py": text})
    statement = module.index.tree.body[-1]
    assert isinstance(statement, ast.Assign)
    assert status_of(module, statement.value) == status


def test_what_a_dependency_tree_takes(tmp_path: Path) -> None:
    text = HEAD + (
        "from typing import Annotated\nfrom fastapi import Depends, Path, Request\nimport somewhere\n"
        "def one(a: int): ...\nclass Two:\n    def __init__(self, b: int): ...\n"
        "app = FastAPI()\n"
        "@app.get('/1')\n"
        "def x(d: Annotated[int, Depends(one)], e: int = Path(alias='f'), t=Depends(Two)): ...\n"
        "@app.get('/2')\ndef y(d=Depends(somewhere.give)): ...\n"
        "@app.get('/3')\ndef z(request: Request): return request.path_params\n"
        "@app.get('/4', dependencies=somewhere.guards)\ndef w(): ...\n"
    )
    module = opened(tmp_path, "main.py", {"main.py": text})
    taken = [module.project.routing.taken.by_route(route) for route in module.routing.routes]
    assert taken[0].names == {"a", "b", "e", "f"}
    assert taken[0].dependencies == ("one", "Two")
    assert [each.is_complete for each in taken] == [True, False, False, False]


STREAMS = """
from collections.abc import AsyncIterable, Iterator
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

app = FastAPI()


@app.get("/lines")
async def lines() -> AsyncIterable[int]:
    yield 1


@app.get("/events", response_class=EventSourceResponse)
async def events() -> AsyncIterable[int]:
    yield 1


@app.get("/ready-events", response_class=EventSourceResponse)
async def ready_events() -> AsyncIterable[ServerSentEvent]:
    yield ServerSentEvent(data="1")


@app.get("/text", response_class=StreamingResponse)
def text() -> Iterator[str]:
    yield "one"


@app.get("/numbers", response_class=EventSourceResponse)
def numbers() -> list[int]:
    return [1]
"""


def test_items_of_streams_that_have_a_model(tmp_path: Path) -> None:
    from flake8_fastapi.model.routing.listing import RouteListing

    listing = RouteListing(opened(tmp_path, "main.py", {"main.py": STREAMS}).project)
    assert {each.path: each.response_model for each in listing.routes()} == {
        "/lines": "AsyncIterable[int]",
        "/events": "AsyncIterable[int]",
        "/ready-events": "",
        "/text": "",
        "/numbers": "list[int]",
    }
