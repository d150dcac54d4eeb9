"""``fapi routes``: the table as text and JSON, and what it says of code that cannot be resolved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from flake8_fastapi.cli import main

if TYPE_CHECKING:
    from pathlib import Path

MAIN = """\
import os
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
import somewhere
from items import router

app = FastAPI()
app.include_router(router, prefix="/v1")
app.include_router(somewhere.router)
app.mount("/static", StaticFiles(directory="static"))
if os.name:
    @app.get("/perhaps")
    def perhaps(): ...
"""

ITEMS = """\
import time
from typing import Annotated
from fastapi import APIRouter, Depends
from pydantic import BaseModel
import somewhere

class Item(BaseModel):
    key: int

def get_settings(): ...
def get_db(settings=Depends(get_settings)): ...
def admin(): ...

router = APIRouter(prefix="/items", dependencies=[Depends(admin)])
lonely = APIRouter()

@router.get("/{key}")
async def read(key: int, db=Depends(get_db), other=Depends(somewhere.choose())) -> Item:
    time.sleep(1)

@router.websocket(path="/live")
async def live(socket): ...

class View:
    def show(self): ...

router.add_api_route("/view", View().show, methods=["GET", "POST"], response_model=list[Item])

@lonely.get("/lonely")
def alone(): ...
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "main.py").write_text(MAIN)
    (tmp_path / "items.py").write_text(ITEMS)
    return tmp_path


def table(capsys: pytest.CaptureFixture[str], *paths: Path) -> dict[str, Any]:
    assert main(["routes", *map(str, paths), "--output-format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_route_with_all_that_is_known_of_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (read,) = [each for each in table(capsys, project)["routes"] if each["path"] == "/v1/items/{key}"]
    assert read == {
        "application": {"path": "main.py", "line": 7},
        "methods": ["GET"],
        "path": "/v1/items/{key}",
        "handler": {"name": "read", "path": "items.py", "line": 18, "is_known": True, "is_async": True},
        "dependencies": ["get_settings", "get_db", "admin"],
        "unknown_dependencies": ["somewhere.choose()"],
        "response_model": "Item",
        "findings": ["FAPI101"],
        "is_sure": True,
        "doubt": None,
    }


def test_all_kinds_of_routes_in_order(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        (each["methods"], each["path"], each["handler"]["name"], each["doubt"])
        for each in table(capsys, project)["routes"]
    ]
    assert found == [
        (["GET"], "/v1/items/{key}", "read", None),
        (["WEBSOCKET"], "/v1/items/live", "live", None),
        (["GET", "POST"], "/v1/items/view", "View.show", None),
        (["MOUNT"], "/static", "StaticFiles(directory='static')", None),
        (["GET"], "/perhaps", "perhaps", "it is registered in a branch"),
        (["GET"], "/lonely", "alone", "nothing is seen to include the router"),
    ]


def test_what_is_not_known_is_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = [(each["path"], each["line"], each["source"]) for each in table(capsys, project)["unresolved"]]
    assert found == [
        ("items.py", 29, "GET /lonely"),
        ("main.py", 9, "somewhere.router"),
        ("main.py", 12, "GET /perhaps"),
    ]


def test_paths_choose_what_is_shown_not_what_is_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = table(capsys, project / "main.py")
    assert [each["path"] for each in found["routes"]] == ["/static", "/perhaps"]
    found = table(capsys, project / "items.py")
    assert found["routes"][0]["path"] == "/v1/items/{key}"


def test_the_text_is_aligned(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", str(project)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Application made at main.py:7"
    assert lines[1].split()[:3] == ["METHOD", "PATH", "HANDLER"]
    column = lines[1].index("HANDLER")
    assert [line[column:].split()[0] for line in lines[2:5]] == ["read", "live", "View.show"]
    assert "6 routes, 4 of them sure." in lines
    assert "  main.py:9: somewhere.router: it is not known which router is included" in lines


def test_a_folder_without_routes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "broken.py").write_text("from fastapi import FastAPI\napp = FastAPI(\n")
    assert main(["routes", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "No routes found.\n"


def test_a_path_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", str(tmp_path / "gone")]) == 2
    assert capsys.readouterr().err == f"fapi: error: {tmp_path / 'gone'}: there is no such file or folder\n"
