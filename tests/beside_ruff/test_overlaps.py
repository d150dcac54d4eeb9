"""Where a finding is left to Ruff, the real Ruff does report it."""

from __future__ import annotations

import ast
import io
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from real_ruff import reported

from flake8_fastapi.beside_ruff.deferring import installed_release, without_ruffs
from flake8_fastapi.beside_ruff.shapes import SHAPES, FileShapes
from flake8_fastapi.engine import engine_for
from flake8_fastapi.knowledge.ruff_overlaps import Overlap, ruff_table
from flake8_fastapi.rule import Finding
from flake8_fastapi.rules import load_rules
from flake8_fastapi.settings import Settings

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
TABLE = ruff_table()
OVERLAPS = [overlap for found in TABLE.overlaps.values() for overlap in found]


def all_rules_of_the_table() -> str:
    return f"--select={','.join(TABLE.rules)}"


def test_the_table_says_of_ruffs_rules_what_ruff_says() -> None:
    command = [sys.executable, "-m", "ruff", "rule", "--all", "--output-format=json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    real = {rule["code"]: rule for rule in told}
    for rule in TABLE.rules.values():
        assert rule.name == real[rule.code]["name"]
        assert rule.category == real[rule.code]["category"]
        (state,) = real[rule.code]["status"]
        assert state == ("Stable" if rule.stable_since <= installed_release() else "Preview")
    named = {code for row in TABLE.resemblances for code in row.ruff}
    assert named <= real.keys()


def test_the_table_names_rules_and_shapes_that_there_are() -> None:
    ours = {rule.code for rule in load_rules()}
    assert TABLE.overlaps.keys() <= ours
    assert {code for row in TABLE.resemblances for code in row.codes} <= ours
    assert {overlap.shape for overlap in OVERLAPS} == SHAPES


IMPORTS = """\
import asyncio, httpx, io, os, pathlib, requests, subprocess, time, urllib.request, urllib3
from pathlib import Path as P
import requests as rq
from time import sleep as nap
"""


def call_forms(overlap: Overlap) -> list[str]:
    """Functions, each with one call that an overlap names; the call is on the last line."""
    forms = [f"async def f():\n    {name.removeprefix('builtins.')}('x')\n" for name in sorted(overlap.calls)]
    for class_name, methods in sorted(overlap.methods.items()):
        for method in sorted(methods):
            by_way = {
                "call": f"async def f():\n    {class_name}('x').{method}('x')\n",
                "assignment": f"async def f():\n    it = {class_name}('x')\n    it.{method}('x')\n",
                "parameter": f"async def f(it: {class_name}):\n    it.{method}('x')\n",
                "with": f"async def f():\n    with {class_name}('x') as it:\n        it.{method}('x')\n",
            }
            forms += [by_way[way] for way in sorted(overlap.receivers)]
    return forms


def test_every_call_of_the_table_is_one_that_ruff_reports(tmp_path: Path) -> None:
    source, expected = IMPORTS, []
    for overlap in OVERLAPS:
        for form in call_forms(overlap):
            source += form
            expected.append((overlap, source.count("\n")))
    assert len(expected) > 150
    path = tmp_path / "calls.py"
    path.write_text(source)
    real = reported(tmp_path, "--isolated", all_rules_of_the_table())
    shapes = FileShapes(ast.parse(source), source.splitlines(keepends=True))
    lines = source.splitlines()
    for overlap, line in expected:
        column = len(lines[line - 1]) - len(lines[line - 1].lstrip())
        assert overlap.ruff.code in real[str(path), line], lines[line - 1]
        assert shapes.has(overlap, Finding(overlap.code, line, column, "")), lines[line - 1]


CONTEXTS = """\
async def direct():
    time.sleep(1)
    rq.get("x"); nap(1)
    [time.sleep(i) for i in range(3)]
    x = lambda: time.sleep(4)
    def inner(a=time.sleep(9)):
        time.sleep(5)
    class C:
        time.sleep(6)
    @print(time.sleep(8))
    def g(): ...
    y = 1 if time.sleep(1) else 2
    await asyncio.gather(*(time.sleep(7) for _ in range(2)))
    await asyncio.to_thread(time.sleep, 4)
    "ü"; time.sleep(1)
def plain():
    time.sleep(1)
    asyncio.ensure_future(direct())
async def shadowed(time, requests, open):
    time.sleep(1)
    requests.get("x")
    open("x")
async def rebound():
    if direct:
        import time as clock
    else:
        clock = None
    clock.sleep(1)
    it = P("x")
    it = 3
    it.exists()
    other: P = P("x")
    other.exists()
    first, second = P("x"), P("y")
    first.exists()
async def outer():
    it = P("x")
    async def inside():
        it.exists()
    def not_inside():
        it.exists()
class Method:
    def sleep(self): ...
    async def call(self):
        nap(1)
        self.sleep()
        P("x").exists()
        httpx.Client().get("x")
async def tasks(loop):
    asyncio.create_task(direct())
    kept = asyncio.create_task(direct())
    dropped = asyncio.create_task(direct())
    print(kept)
    asyncio.create_task(direct()).add_done_callback(print)
    loop.create_task(direct())
    own = asyncio.get_running_loop()
    own.create_task(direct())
    x = lambda: asyncio.create_task(direct())
    global task
    task = asyncio.create_task(direct())
    async with asyncio.TaskGroup() as group:
        group.create_task(direct())
module = httpx.Client()
async def uses_module():
    module.get("x")
    sum(time.sleep(1) for time in [])
    match module:
        case {"a": 1, **requests}:
            requests.get("x")
    try: ...
    except OSError as rq:
        rq.get("x")
    (os := None)
    os.system("x")
"""


def test_a_shape_never_claims_more_than_ruff_reports(tmp_path: Path) -> None:
    source = IMPORTS + CONTEXTS
    path = tmp_path / "contexts.py"
    path.write_text(source)
    real = reported(tmp_path, "--isolated", all_rules_of_the_table())
    lines = source.splitlines(keepends=True)
    tree = ast.parse(source)
    shapes = FileShapes(tree, lines)
    claimed = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            column = len(lines[node.lineno - 1].encode()[: node.col_offset].decode())
            for overlap in OVERLAPS:
                is_real = overlap.ruff.code in real.get((str(path), node.lineno), ())
                if shapes.has(overlap, Finding(overlap.code, node.lineno, column, "")):
                    assert is_real, (overlap.ruff.code, lines[node.lineno - 1])
                    claimed += 1
    assert claimed >= 15


ROUTES = """\
from fastapi import Depends, FastAPI
app = FastAPI()
class Item: ...
def dependency(): ...
@app.get("/a", response_model=Item)
def plain() -> Item: ...
@app.get("/b", response_model=list[Item])
def listed() -> list[Item]: ...
@app.get("/c", response_model=Item)
def quoted() -> "Item": ...
@app.get("/d", response_model=Item | None)
def union() -> Item | None: ...
@app.get("/e/{item}")
@app.get("/e", response_model=Item)
def two() -> Item: ...
@app.get("/f")
def with_default(item: int = Depends(dependency)): ...
"""

PROJECTS = {
    "nothing said": "",
    "older": "[tool.ruff]\ntarget-version = 'py311'",
    "lazy": "[tool.ruff]\ntarget-version = 'py314'",
    "lazy in some files": "[tool.ruff.per-file-target-version]\n'main.py' = 'py314'",
    "older by what is required": "[project]\nname = 'a'\nrequires-python = '>=3.11,<3.15'\n[tool.ruff]",
    "lazy by what is required": "[project]\nname = 'a'\nrequires-python = '>=3.14'\n[tool.ruff]",
}


@pytest.mark.parametrize("start", ["", "from __future__ import annotations\n"])
def test_annotations_that_are_evaluated_late_change_what_ruff_sees(
    tmp_path: Path, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = start + ROUTES
    for name, configuration in PROJECTS.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "pyproject.toml").write_text(
            configuration + "\n[tool.ruff.lint]\nselect = ['FAST']\n"
        )
        (tmp_path / name / "main.py").write_text(source)
    real = reported(tmp_path)
    monkeypatch.chdir(tmp_path)
    tree, lines = ast.parse(source), source.splitlines(keepends=True)
    counts = {}
    for name in PROJECTS:
        path = str(tmp_path / name / "main.py")
        findings = [
            Finding("FAPI918", line, text.index("=") + 1, "")
            for line, text in enumerate(lines, start=1)
            if "response_model=" in text
        ]
        kept = without_ruffs(findings, tree, path, lines)
        left = {finding.line for finding in findings if finding not in kept}
        by_ruff = {line for (file, line), codes in real.items() if file == path and "FAST001" in codes}
        assert left <= by_ruff, name
        counts[name] = len(left)
    lazy = bool(start)
    assert counts == {name: 0 if lazy or name.startswith("lazy") else 3 for name in PROJECTS}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of all examples, each folder a project of its own."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    for example in folder.iterdir():
        (example / "pyproject.toml").touch()
    return folder


@pytest.fixture(scope="module")
def real(examples: Path) -> dict[tuple[str, int], set[str]]:
    named = {code for row in TABLE.resemblances for code in row.ruff}
    return reported(examples, "--isolated", f"--select=ASYNC,FAST,{','.join({*TABLE.rules, *named})}")


def test_what_is_left_to_ruff_in_the_examples_ruff_reports(
    examples: Path, real: dict[tuple[str, int], set[str]]
) -> None:
    engine = engine_for(Settings(), frozenset(TABLE.overlaps))
    left: Counter[str] = Counter()
    for code in TABLE.overlaps:
        for path in sorted((examples / code).rglob("*.py")):
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
            lines = io.StringIO(text, newline="").readlines()
            tree = ast.parse(text)
            shapes = FileShapes(tree, lines)
            for finding in engine.check(tree, str(path), lines):
                for overlap in TABLE.overlaps.get(finding.code, ()):
                    if shapes.has(overlap, finding):
                        assert overlap.ruff.code in real[str(path), finding.line], finding
                        left[overlap.ruff.code] += 1
    elsewhere = {"ASYNC250"}  # only the test of the calls has it
    assert left.keys() == TABLE.rules.keys() - elsewhere
    assert left["ASYNC251"] >= 25
    assert left["RUF006"] >= 8


def test_every_line_that_both_report_is_explained(
    examples: Path, real: dict[tuple[str, int], set[str]]
) -> None:
    """By the expected findings; only for the families of rules that are about the same matters."""
    explained = {(overlap.code, overlap.ruff.code) for overlap in OVERLAPS}
    resembling = {(ours, theirs) for row in TABLE.resemblances for ours in row.codes for theirs in row.ruff}
    met = set()
    for path in examples.rglob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if mark := re.search(r"# expect: (.*)", line):
                for code in re.findall(r"FAPI\d{3}", mark[1]):
                    met |= {(code, other) for other in real.get((str(path), number), ())}
    about_the_same = {pair for pair in met if pair[1].startswith(("ASYNC", "FAST")) or pair[1] in TABLE.rules}
    unrelated = {("FAPI114", "S101"), ("FAPI707", "S101")}  # an assertion of a test
    assert about_the_same - explained - resembling - unrelated == set()
    assert {row.codes for row in TABLE.resemblances} == {
        row.codes for row in TABLE.resemblances if met & {(a, b) for a in row.codes for b in row.ruff}
    }
