"""On every line of much code: where a shape stands, Ruff reports, whatever rules of ours say of it."""

from __future__ import annotations

import ast
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from real_ruff import reported

from flake8_fastapi.beside_ruff.shapes import FileShapes
from flake8_fastapi.knowledge.ruff_overlaps import Overlap, ruff_table
from flake8_fastapi.rule import Finding

ROOT = Path(__file__).parent.parent.parent
TABLE = ruff_table()
NODES = (ast.Call, ast.Assert, ast.Constant, ast.Name, ast.Subscript, ast.arg)
"""What the shapes are about."""


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all examples; Ruff is not to find this project's configuration."""
    folder = tmp_path_factory.mktemp("code")
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_no_shape_claims_more_than_ruff_reports(code: Path) -> None:
    real = reported(code, "--isolated", "--ignore-noqa", f"--select={','.join(TABLE.rules)}")
    overlaps = [overlap for found in TABLE.overlaps.values() for overlap in found]
    claimed: Counter[str] = Counter()
    for path in sorted(code.rglob("*.py")):
        for line, overlap in claims(path.read_text(encoding="utf-8"), overlaps):
            assert overlap.ruff.code in real[str(path), line], f"{path}:{line}"
            claimed[overlap.ruff.code] += 1
    assert claimed["ASYNC251"] > 20
    assert claimed["FAST002"] > 20


def claims(text: str, overlaps: list[Overlap]) -> list[tuple[int, Overlap]]:
    """The lines on which the shape of an overlap stands anywhere, and the overlap."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return []
    lines = text.splitlines(keepends=True)
    if len(lines) != text.count("\n") + (not text.endswith("\n") and bool(text)):
        return []  # form feeds and the like: lines that are not Python's
    shapes = FileShapes(tree, lines)
    found = []
    nodes = (node for node in ast.walk(tree) if isinstance(node, NODES))
    places = {(node.lineno, node.col_offset) for node in nodes}
    for line, column in sorted(places):
        characters = len(lines[line - 1].encode()[:column].decode())
        names = " ".join(f"{{{name}}}" for name in re.findall(r"\{(\w+)", lines[line - 1]))
        finding = Finding("", line, characters, names)
        found += [(line, overlap) for overlap in overlaps if shapes.has(overlap, finding)]
    return found
