"""An editor checks text that is not on disk yet; what was known of the file gives way to it."""

from __future__ import annotations

import ast

from project_files import ProjectFiles

SLOW = "import time\ndef pause(): time.sleep(1)\n"
QUICK = "def pause(): return 1\n"
MAIN = "import helpers\nasync def handler():\n    helpers.pause()\n"


def codes(files: ProjectFiles, name: str, text: str | None = None) -> list[str]:
    return [each.code for each in files.check(name, text)]


def test_the_text_given_counts_and_not_the_disk(files: ProjectFiles) -> None:
    files.write({"main.py": "x = 1\n"})
    text = "import time\nasync def handler():\n    time.sleep(1)\n"
    assert codes(files, "main.py", text) == ["FAPI101"]
    assert codes(files, "main.py") == []
    assert codes(files, "main.py", text) == ["FAPI101"]


def test_each_change_is_seen_at_once(files: ProjectFiles) -> None:
    files.write({"helpers.py": SLOW})
    assert codes(files, "main.py", MAIN) == ["FAPI109"]
    assert codes(files, "main.py", MAIN.replace("helpers.pause()", "helpers.gone()")) == []
    assert codes(files, "main.py", "\n\n" + MAIN) == ["FAPI109"]
    assert [each.line for each in files.check("main.py", "\n\n" + MAIN)] == [5]
    assert [each.line for each in files.check("main.py", MAIN)] == [3]


def test_the_same_text_twice_is_not_worked_out_again(files: ProjectFiles) -> None:
    files.write({"helpers.py": SLOW, "main.py": MAIN})
    first = files.open("main.py")
    interpreter = files.project.interpreter
    assert files.open("main.py") is first
    assert files.project.interpreter is interpreter
    assert files.open("main.py", MAIN + "\n") is not first


def test_line_ends_alone_are_no_change(files: ProjectFiles) -> None:
    files.write({"main.py": MAIN.encode().replace(b"\n", b"\r\n")})
    files.project.module_at(str(files.root / "main.py")).skeleton  # noqa: B018 - read from disk
    interpreter = files.project.interpreter
    files.open("main.py", MAIN)
    assert files.project.interpreter is interpreter


def test_a_neighbour_that_was_checked_with_unsaved_text(files: ProjectFiles) -> None:
    """What is checked in one run belongs together: the text given last is the file's."""
    coroutine = "async def handler(): ...\n"  # without one the model is not asked about a file
    files.write({"helpers.py": SLOW + coroutine, "main.py": MAIN})
    assert codes(files, "main.py") == ["FAPI109"]
    assert codes(files, "helpers.py", QUICK + coroutine) == []
    assert codes(files, "helpers.py") == []
    assert codes(files, "main.py") == ["FAPI109"]


def test_a_file_first_met_as_neighbour_and_then_checked(files: ProjectFiles) -> None:
    own = "async def own():\n    pause()\n"
    files.write({"helpers.py": SLOW + own, "main.py": MAIN})
    assert codes(files, "main.py") == ["FAPI109"]
    assert [each.line for each in files.check("helpers.py")] == [4]
    assert codes(files, "main.py") == ["FAPI109"]
    moved = "\n" * 3 + SLOW + own
    assert [each.line for each in files.check("helpers.py", moved)] == [7]


LIFESPAN = """
import time
from contextlib import asynccontextmanager
from fastapi import FastAPI

@asynccontextmanager
async def lifespan(app: FastAPI):
    yield

async def handler():
    time.sleep(1)
"""


def test_start_up_code_that_moves_while_it_is_written(files: ProjectFiles) -> None:
    files.write({"main.py": LIFESPAN})
    for moved in range(3):
        [found] = files.check("main.py", "\n" * moved * 3 + LIFESPAN)
        assert found.line == 11 + moved * 3


def test_start_up_code_that_changes_on_disk_during_the_run(files: ProjectFiles) -> None:
    main = "import time\nasync def handler():\n    time.sleep(1)\n"
    files.write({"starting.py": LIFESPAN, "main.py": main})
    for module in files.project.survey.start_up_modules:
        assert module.skeleton.functions
    files.write({"starting.py": "x = 1\n"})
    assert codes(files, "main.py") == ["FAPI101"]


def test_the_tree_is_let_go_of_when_the_next_file_comes(files: ProjectFiles) -> None:
    files.write({"helpers.py": SLOW, "main.py": MAIN})
    module = files.open("helpers.py")
    [pause] = module.skeleton.functions
    held = pause.node()
    assert pause.node() is held
    assert module.given_text == SLOW
    files.open("main.py")
    assert module.given_text is None
    assert ast.dump(pause.node(), include_attributes=True) == ast.dump(held, include_attributes=True)
    assert pause.node() is not held


def test_a_path_may_be_typed_in_many_ways(files: ProjectFiles) -> None:
    files.write({"app/__init__.py": "", "app/helpers.py": SLOW, "app/main.py": "from . " + MAIN})
    expected = files.check("app/main.py")
    assert [each.code for each in expected] == ["FAPI109"]
    (files.root / "link").symlink_to("app")
    for spelling in ("./app/main.py", "app/../app/main.py", "app//main.py", "link/main.py"):
        assert files.check(spelling) == expected, spelling
        files.forget()
        assert files.check(spelling) == expected, spelling


def test_what_is_searched_for_in_all_files_is_found_in_the_unsaved_text(files: ProjectFiles) -> None:
    """The one caller of `warm_up` stands elsewhere in the text than on disk."""
    text = LIFESPAN.replace("    yield\n", "    await warm_up()\n    yield\n")
    text = text.replace("@async", "async def warm_up():\n    time.sleep(1)\n\n@async")
    files.write({"main.py": text})
    files.forget()
    assert [each.line for each in files.check("main.py", "# moved\n\n" + text)] == [17]
    assert codes(files, "main.py", text.replace("await warm_up()", "pass")) == ["FAPI101", "FAPI101"]
    assert codes(files, "main.py") == ["FAPI101"]


def test_an_unsaved_text_twice_is_not_worked_out_again_nor_when_it_is_saved(files: ProjectFiles) -> None:
    files.write({"helpers.py": SLOW, "main.py": MAIN, "other.py": MAIN})
    changed = "\n" + MAIN
    files.open("main.py", changed)
    interpreter = files.project.interpreter
    files.open("main.py", changed)
    assert files.project.interpreter is interpreter
    files.write({"main.py": changed})
    assert codes(files, "other.py") == ["FAPI109"]
    assert files.project.interpreter is interpreter
    assert [each.line for each in files.check("main.py")] == [4]


def test_an_unsaved_text_that_was_not_saved_is_forgotten(files: ProjectFiles) -> None:
    files.write({"helpers.py": SLOW, "main.py": MAIN})
    own = "async def own(): ...\n"
    assert codes(files, "helpers.py", QUICK + own) == []
    interpreter = files.project.interpreter
    assert codes(files, "main.py") == ["FAPI109"]
    assert files.project.interpreter is not interpreter
