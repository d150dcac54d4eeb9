"""Text of unusual form: line ends, tabs, depth, size, and the positions in all of these."""

from __future__ import annotations

import ast

import pytest
from project_files import ProjectFiles

SOURCE = """import time

class Service:
    def work(self):
        time.sleep(1)

def pause():
    time.sleep(1)

async def handler(service: Service):
    service.work()
    pause()
    time.sleep(1)
"""
PLACES = [(11, 4, "FAPI109"), (12, 4, "FAPI109"), (13, 4, "FAPI101")]


def places(files: ProjectFiles, name: str) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, each.code) for each in files.check(name)]


@pytest.mark.parametrize(
    "content",
    [
        SOURCE,
        SOURCE.replace("\n", "\r\n"),
        "\ufeff" + SOURCE,
        "\ufeff" + SOURCE.replace("\n", "\r\n"),
        SOURCE.replace("\n\n", "\n\f\n"),
        SOURCE.replace("def pause", "\fdef pause"),
        SOURCE.rstrip("\n"),
        SOURCE + "\n" * 50,
        SOURCE.replace("import time\n", "import time  # \x85 \u2028 \u2029 \x0b \x1c\n"),
    ],
    ids=["plain", "CRLF", "BOM", "BOM and CRLF", "form feeds", "form feed before def", "no last line end",
         "blank end", "unicode line ends in a comment"],
)  # fmt: skip
def test_places_do_not_depend_on_how_lines_end(files: ProjectFiles, content: str) -> None:
    files.write({"main.py": content.encode()})
    assert places(files, "main.py") == PLACES


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_neighbours_lines_are_counted_alike(files: ProjectFiles, newline: str) -> None:
    files.write({"helpers.py": SOURCE.replace("\n", newline).encode()})
    files.write({"main.py": "import helpers\nasync def handler():\n    helpers.pause()\n"})
    [found] = files.check("main.py")
    assert [str(step) for step in found.chain] == ["time.sleep (helpers.py:8)"]


def test_tabs_count_as_one_character(files: ProjectFiles) -> None:
    files.write({"main.py": SOURCE.replace("    ", "\t")})
    assert places(files, "main.py") == [(line, 1, code) for line, _, code in PLACES]


@pytest.mark.parametrize(
    "definition",
    [
        "def pause(): time.sleep(1)",
        "def pause(): x = 1; time.sleep(1)",
        "if 1:\n  def pause():\n        time.sleep(1)",
        "if 1:\n\tdef pause():\n\t\ttime.sleep(1)",
        "def pause(\n    a=1,\n):\n    time.sleep(1)",
        "def pause(a='''\nno indentation\n'''):\n    time.sleep(1)",
        "def pause():\n    '''\nno indentation\n    '''\n    time.sleep(1)",
        "def pause():\n    # comment\n# comment at the margin\n    time.sleep(1)",
        "def pause(): \\\n    time.sleep(1)",
        "try:\n    def pause():\n        time.sleep(1)\nexcept ValueError: pass",
        "class X:\n    def pause(self): time.sleep(1)\npause = X().pause",
        "class X:\n  class Y:\n    def pause(self):\n      '''\ntext\n'''\n      time.sleep(1)\n"
        "pause = X.Y().pause",
        "@(lambda f: f)\n\n# comment\n@(\n    lambda f: f\n)\ndef pause():\n    time.sleep(1)",
        "x = 1; pause = lambda: time.sleep(1)",
        "x = [\n    1,\n]\ndef pause(): time.sleep(1)\n\f\ny = 1",
        "def first(): pass\ndef pause(): time.sleep(1)\ndef last(): pass",
    ],
)
def test_a_function_is_read_again_however_it_is_laid_out(files: ProjectFiles, definition: str) -> None:
    main = "import helpers\nasync def handler():\n    helpers.pause()  # expect: FAPI109\n"
    files.verify({"helpers.py": f"import time\n{definition}\n", "main.py": main})


def test_a_function_is_read_again_with_its_places(files: ProjectFiles) -> None:
    text = SOURCE.replace("def pause", "@print\n# comment\ndef pause").replace(
        "time.sleep(1)", "'ä'; time.sleep(1)"
    )
    files.write({"main.py": text})
    whole = {
        (each.lineno, each.name): ast.dump(each, include_attributes=True)
        for each in ast.walk(ast.parse(text))
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    module = files.project.module_at(str(files.root / "main.py"))
    alone = {
        (each.line, each.name): ast.dump(each.node(), include_attributes=True)
        for each in module.skeleton.functions
    }
    assert alone == whole


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("'ä'; time.sleep(1)", 9),
        ("'äöü€'; time.sleep(1)", 12),
        ("'𝄞𝄞'; time.sleep(1)", 10),
        ("'e\u0301'; time.sleep(1)", 10),
        ("x = {'ключ': time.sleep(1)}", 17),
        ("变量 = time.sleep(1)", 9),
        ("f'ä{time.sleep(1)}'", 8),
    ],
)
def test_columns_count_characters(files: ProjectFiles, line: str, column: int) -> None:
    files.write({"main.py": f"import time\nasync def handler():\n    {line}\n"})
    [found] = files.check("main.py")
    text = f"    {line}"
    assert (found.line, found.column) == (3, column)
    assert text[found.column :].startswith("time.sleep")


def test_names_may_be_in_any_script(files: ProjectFiles) -> None:
    files.verify(
        {
            "помощь.py": "import time\ndef пауза(): time.sleep(1)\nclass Größe:\n"
            "    def läuft(self): time.sleep(1)\n",
            "main.py": """
                from помощь import пауза, Größe

                async def 处理(größe: Größe):
                    пауза()  # expect: FAPI109
                    größe.läuft()  # expect: FAPI109
            """,
        }
    )


@pytest.mark.parametrize(
    "expression",
    [
        "x" + ".a" * 800 + "()",
        "f(" * 80 + "1" + ")" * 80,
        "[" * 80 + "1" + "]" * 80,
        " + ".join(["1"] * 2000),
        " and ".join(["x"] * 2000),
        "'" + "a" * 1_000_000 + "'",
        "9" * 4000,
        "[" + "1, " * 50_000 + "]",
        "{" + "'k': requests.Session(), " * 5000 + "}",
        "x" + "[0]" * 300,
        "(lambda: " * 60 + "1" + ")" * 60,
        "1 if x else " * 300 + "2",
        "x" + ".a(1)" * 300,
    ],
)
def test_large_and_deep_expressions(files: ProjectFiles, expression: str) -> None:
    text = (
        f"import requests, time\nTOP = {expression}\nasync def handler(x, f):\n    {expression}\n"
        f"    y = {expression}\n"
    )
    files.write(
        {
            "main.py": text + "    time.sleep(1)\n",
            "other.py": "from main import TOP\nasync def g(): TOP.x()\n",
        }
    )
    assert [each.line for each in files.check("main.py") if each.code == "FAPI101"] == [6]
    files.check("other.py")


def test_deeply_nested_blocks_and_functions(files: ProjectFiles) -> None:
    blocks = "".join("    " * (depth + 1) + "if x:\n" for depth in range(60))
    text = f"import time\nasync def handler(x):\n{blocks}{'    ' * 61}time.sleep(1)\n"
    nested = "".join("    " * depth + f"def f{depth}():\n" for depth in range(30))
    files.write({"main.py": text, "nested.py": nested + "    " * 30 + "pass\nasync def g(): f0()\n"})
    assert [(each.line, each.code) for each in files.check("main.py")] == [(63, "FAPI101")]
    assert files.check("nested.py") == []


def test_a_long_list_of_branches(files: ProjectFiles) -> None:
    branches = "".join(f"    elif x == {number}:\n        y = {number}\n" for number in range(900))
    text = (
        f"import time\nasync def handler(x):\n    if x is None:\n        y = None\n"
        f"{branches}    time.sleep(1)\n"
    )
    files.write({"main.py": text})
    assert [each.code for each in files.check("main.py")] == ["FAPI101"]


def test_a_file_with_nothing_in_it(files: ProjectFiles) -> None:
    for text in ("", "\n", "# async def\n", "'async def'\n", "...\n", "async def handler(): ...\n"):
        assert files.check("main.py", text) == []
