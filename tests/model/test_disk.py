"""The model looks at the disk through one module only: whoever keeps answers has to hear of all."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import flake8_fastapi
from flake8_fastapi.model import disk

PACKAGE = Path(flake8_fastapi.__file__).parent

LOOKS = {"open", "listdir", "scandir", "walk", "exists", "isfile", "isdir", "stat", "lstat", "access", "glob"}
"""Functions that look at the disk. ``realpath`` only follows links to the files that are checked."""

OWN_TABLES = {"TABLE", "PATH"}
"""Names for files of this package."""


def looks(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        module, _, function = name.rpartition(".")
        if name == "open" or (function in LOOKS and module in ("os", "os.path", "io", "Path")):
            if not (node.args and ast.unparse(node.args[0]) in OWN_TABLES):
                found.append(f"{path.relative_to(PACKAGE)}:{node.lineno}: {name}")
    return found


def test_nothing_else_looks_at_the_disk() -> None:
    files = [*(PACKAGE / "model").rglob("*.py"), *(PACKAGE / "rules").rglob("*.py")]
    files += [*(PACKAGE / "beside_ruff").rglob("*.py"), PACKAGE / "framework.py", PACKAGE / "engine.py"]
    assert len(files) > 200
    assert looks(PACKAGE / "model" / "disk.py")
    assert [look for path in files if path.name != "disk.py" for look in looks(path)] == []


class Notes:
    """An observer that writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []

    def file(self, path: str, signature: object, content: bytes | None, most: int) -> None:
        self.told.append(("file", path, signature is not None, content, most))

    def directory(self, path: str, signature: object, entries: disk.Entries | None) -> None:
        self.told.append(("directory", path, signature is not None, entries))

    def kind(self, path: str, kind: str) -> None:
        self.told.append(("kind", path, kind))


def test_an_observer_hears_of_what_is_there_and_of_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"one\r\ntwo")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inner").mkdir()
    paths = {name: str(tmp_path / name) for name in ("file", "folder", "missing")}
    inner = disk.Entries(frozenset({"inner"}), frozenset())

    def ask() -> list[object]:
        return [
            disk.read_bytes(paths["file"], 2),
            disk.read_text(paths["file"], 99),
            disk.read_bytes(paths["missing"]),
            disk.read_bytes(paths["folder"]),
            disk.read_bytes("null\0byte"),
            disk.names_in(paths["folder"]),
            disk.names_in(paths["missing"]),
            [disk.kind_of(path) for path in paths.values()],
            [os.path.basename(folder) for folder, _, _ in disk.walk(paths["folder"])],
        ]

    unobserved = ask()
    notes = Notes()
    disk.observe(notes)
    try:
        assert ask() == unobserved
    finally:
        disk.observe(None)
    nothing = (None, None, None, frozenset({"inner"}), frozenset())
    assert unobserved[:7] == [b"on", "one\ntwo", *nothing]
    assert unobserved[7:] == [["file", "directory", ""], ["folder", "inner"]]
    assert notes.told == [
        ("file", paths["file"], True, b"on", 2),
        ("file", paths["file"], True, b"one\r\ntwo", 99),
        ("file", paths["missing"], False, None, -1),
        ("file", paths["folder"], False, None, -1),
        ("file", "null\0byte", False, None, -1),
        ("directory", paths["folder"], True, inner),
        ("directory", paths["missing"], False, None),
        ("kind", paths["file"], "file"),
        ("kind", paths["folder"], "directory"),
        ("kind", paths["missing"], ""),
        ("directory", paths["folder"], True, inner),
        ("directory", os.path.join(paths["folder"], "inner"), True, disk.Entries(frozenset(), frozenset())),
    ]
    told = len(notes.told)
    ask()
    assert len(notes.told) == told
