"""Files that cannot be read or understood must not disturb those that can."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.source import LARGEST_FILE, parse, read_source

PAUSE = "import time\ndef pause(): time.sleep(1)\n"
MAIN = """
    import time
    from helpers import pause
    import broken
    from broken import something, Base
    from broken import *

    class Derived(Base):
        def load(self): time.sleep(1)

    async def handler(value: something, other: "broken.Type"):
        pause()  # expect: FAPI109
        something()
        value.load()
        other.load()
        broken.anything.at.all()
        Derived().load()  # expect: FAPI109
        time.sleep(1)  # expect: FAPI101
"""

BROKEN: dict[str, str | bytes] = {
    "does not parse": "def (:\n",
    "is cut in the middle": "import time\ndef something(:\n    time.sle",
    "is another language": "<?php echo 1; ?>",
    "is Python 2": "print 'text'\nexec 'x'\n",
    "has wrong indentation": "def something():\n\tif 1:\n        pass\n",
    "is empty": "",
    "is only blank": "\n\n   \n\t\n",
    "is only a comment": "# nothing",
    "is not UTF-8": b"# caf\xe9\nname = '\xe9'\n",
    "names an unknown encoding": b"# -*- coding: no-such-thing -*-\nx = 1\n",
    "contradicts its own mark": b"\xef\xbb\xbf# coding: latin-1\nx = 1\n",
    "holds null bytes": b"x = 1\x00\n",
    "is binary": bytes(range(256)) * 20,
    "is UTF-16": "import time\n".encode("utf-16"),
    "has a lone surrogate": b"x = '\xed\xa0\x80'\n",
    "defines nothing asked for": "x = 1\n",
    "imports itself": "from broken import *\nfrom broken import something\nimport broken\n",
    "imports what is missing": "from nowhere import something\nfrom .nowhere import Base\n"
    "from . import Type\n",
    "breaks a class": "class Base(\n    def load(self): ...\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_neighbour_that(files: ProjectFiles, content: str | bytes) -> None:
    files.verify({"helpers.py": PAUSE, "main.py": MAIN, "broken.py": content})


def test_a_neighbour_in_another_encoding_is_read_as_it_says(files: ProjectFiles) -> None:
    helpers = "# coding: latin-1\nimport time\ndef é(): time.sleep(1)\ndef pause(): é()\n".encode("latin-1")
    files.verify(
        {
            "helpers.py": helpers,
            "main.py": """
                from helpers import pause, é

                async def handler():
                    pause()  # expect: FAPI109
                    é()  # expect: FAPI109
            """,
        }
    )


def test_a_folder_named_like_a_file(files: ProjectFiles) -> None:
    (files.root / "broken.py").mkdir()
    (files.root / "broken.py" / "inner.py").write_text(PAUSE)
    files.verify({"helpers.py": PAUSE, "main.py": MAIN})


def test_a_link_to_nowhere_and_a_link_to_itself(files: ProjectFiles) -> None:
    (files.root / "broken.py").symlink_to("missing.py")
    (files.root / "circle.py").symlink_to("circle.py")
    (files.root / "again").symlink_to(files.root, target_is_directory=True)
    files.write({"helpers.py": PAUSE, "main.py": MAIN})
    found = [(each.line, each.code) for _, each in files.check_all(["main.py"])]
    assert found == [(12, "FAPI109"), (17, "FAPI109"), (18, "FAPI101")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_neighbour_that_may_not_be_read(files: ProjectFiles) -> None:
    files.write({"broken.py": PAUSE, "helpers.py": PAUSE, "main.py": MAIN})
    (files.root / "broken.py").chmod(0)
    found = [(each.line, each.code) for _, each in files.check_all(["main.py"])]
    assert found == [(12, "FAPI109"), (17, "FAPI109"), (18, "FAPI101")]


def test_a_neighbour_whose_opening_fails(files: ProjectFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    files.write({"broken.py": PAUSE, "helpers.py": PAUSE, "main.py": MAIN})
    original = open

    def refusing(file: object, *arguments: object, **keywords: object) -> object:
        if str(file).endswith("broken.py"):
            raise PermissionError(13, "Permission denied", file)
        return original(file, *arguments, **keywords)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", refusing)
    found = [(each.line, each.code) for _, each in files.check_all(["main.py"])]
    assert found == [(12, "FAPI109"), (17, "FAPI109"), (18, "FAPI101")]


def test_a_neighbour_that_vanishes_while_it_is_needed(files: ProjectFiles) -> None:
    files.write(
        {"helpers.py": PAUSE, "main.py": "import helpers\nasync def handler():\n    helpers.pause()\n"}
    )
    module = files.project.module_at(str(files.root / "helpers.py"))
    [function] = module.skeleton.functions
    (files.root / "helpers.py").unlink()
    assert files.project.interpreter.summary_of(function).effects == ()
    assert files.check("main.py") == []


def test_a_neighbour_that_changes_while_it_is_needed(files: ProjectFiles) -> None:
    files.write(
        {"helpers.py": PAUSE, "main.py": "import helpers\nasync def handler():\n    helpers.pause()\n"}
    )
    module = files.project.module_at(str(files.root / "helpers.py"))
    assert [each.name for each in module.skeleton.functions] == ["pause"]
    files.write({"helpers.py": "import time\n\n\n\ndef other(): ...\n"})
    assert files.check("main.py") == []


def test_a_file_outside_any_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    folder = tmp_path / "lonely"
    folder.mkdir()
    files = ProjectFiles(folder)
    (folder / "pyproject.toml").unlink()
    files.write(
        {"helpers.py": PAUSE, "main.py": "import helpers\nasync def handler():\n    helpers.pause()\n"}
    )
    [found] = files.check("main.py")
    assert found.code == "FAPI109"
    assert [step.line for step in found.chain] == [2]


def test_a_file_that_is_not_on_disk(files: ProjectFiles) -> None:
    files.write({"helpers.py": PAUSE})
    text = "import helpers\nasync def handler():\n    helpers.pause()\n"
    for name in ("gone.py", "no/such/folder/gone.py", "stdin", "-", "name without ending", "notes.txt"):
        files.forget()
        assert [(each.line, each.code) for each in files.check(name, text)] == [(3, "FAPI109")], name


def test_a_huge_neighbour_is_left_out(files: ProjectFiles) -> None:
    files.write({"broken.py": "something = [" + "1, " * (LARGEST_FILE // 3 + 10) + "]\n"})
    files.write({"helpers.py": PAUSE, "main.py": MAIN})
    found = [(each.line, each.code) for _, each in files.check_all(["main.py"])]
    assert found == [(12, "FAPI109"), (17, "FAPI109"), (18, "FAPI101")]
    assert read_source(str(files.root / "broken.py")) is None


def test_sources_are_read_as_python_reads_them(tmp_path: Path) -> None:
    cases = {
        b"x = 1\r\ny = 2\rz = 3\n": "x = 1\ny = 2\nz = 3\n",
        b"\xef\xbb\xbfx = 1\n": "x = 1\n",
        "# coding: cp1252\nx = '€'\n".encode("cp1252"): "# coding: cp1252\nx = '€'\n",
        b"x = '\xff'\n": None,
        b"": "",
    }
    for content, text in cases.items():
        path = tmp_path / "file.py"
        path.write_bytes(content)
        assert read_source(str(path)) == text
    assert read_source(str(tmp_path / "missing.py")) is None
    assert read_source(str(tmp_path)) is None


@pytest.mark.parametrize(
    "text", ["def (", "x = 1\x00", "(" * 2000, "x = " + "-" * 100_000 + "1", "'\\N{no such name}'", "\ud800"]
)
def test_what_does_not_parse_is_nothing(text: str) -> None:
    assert parse(text) is None
