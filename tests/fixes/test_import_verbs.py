"""A library's name is written by an import that is there, or by one that is added where it belongs."""

from __future__ import annotations

import ast
from pathlib import Path
from textwrap import dedent

import pytest
from drafts import changed, refused

from flake8_fastapi.fixes.draft import Draft


def name_here(dotted: str, style: str = "from") -> object:
    """Replaces the name HERE by a library's name."""

    def use(draft: Draft) -> None:
        [here] = [each for each in draft.index.of_kind(ast.Name) if each.id == "HERE"]
        draft.replace(here, draft.name_for(dotted, at=here, style="module" if style == "module" else "from"))

    return use


def becomes(folder: Path, before: str, after: str, dotted: str, style: str = "from") -> None:
    """Demand what a text becomes."""
    use = name_here(dotted, style)
    assert callable(use)
    assert changed(folder, dedent(before), use) == dedent(after)


@pytest.mark.parametrize(
    ("imports", "written"),
    [
        ("import asyncio", "asyncio.sleep"),
        ("import asyncio as aio", "aio.sleep"),
        ("import asyncio.subprocess", "asyncio.sleep"),
        ("from asyncio import sleep", "sleep"),
        ("from asyncio import sleep as nap", "nap"),
        ("import os, asyncio", "asyncio.sleep"),
    ],
)
def test_an_import_that_is_there_is_used(tmp_path: Path, imports: str, written: str) -> None:
    before = f"{imports}\ndef run():\n    HERE\n"
    becomes(tmp_path, before, before.replace("HERE", written), "asyncio.sleep", "module")


def test_an_import_in_the_function_counts_behind_it(tmp_path: Path) -> None:
    before = "def run():\n    import asyncio\n    HERE\n"
    becomes(tmp_path, before, before.replace("HERE", "asyncio.sleep"), "asyncio.sleep", "module")
    late = "def run():\n    HERE\n    import asyncio\n"
    use = name_here("asyncio.sleep", "module")
    assert callable(use)
    assert refused(tmp_path, late, use)


def test_a_new_import_stands_where_isort_would_have_it(tmp_path: Path) -> None:
    before = '''\
        """Docs."""

        from __future__ import annotations

        import os
        import time
        from abc import ABC

        from fastapi import FastAPI

        from .local import thing

        HERE
    '''
    for dotted, style, line, above in (
        ("asyncio.sleep", "module", "import asyncio\n", "import os"),
        ("random.random", "module", "import random\n", "import time"),
        ("contextlib.suppress", "from", "from contextlib import suppress\n", "\nfrom fastapi import"),
        ("starlette.status.HTTP", "from", "from starlette.status import HTTP\n", "\nfrom .local"),
        ("anyio.run", "module", "import anyio\n", "from fastapi"),
    ):
        text = dedent(before).replace(above, line + above)
        written = dotted if style == "module" else dotted.rpartition(".")[2]
        becomes(tmp_path, before, text.replace("HERE", written), dotted, style)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("HERE\n", "import asyncio\n\nasyncio.sleep\n"),
        ('"""Docs."""\nHERE\n', '"""Docs."""\n\nimport asyncio\nasyncio.sleep\n'),
        ("# -*- coding: utf-8 -*-\nHERE\n", "# -*- coding: utf-8 -*-\nimport asyncio\n\nasyncio.sleep\n"),
        (
            "from __future__ import annotations\nHERE\n",
            "from __future__ import annotations\n\nimport asyncio\nasyncio.sleep\n",
        ),
        ("from fastapi import X\nHERE\n", "import asyncio\n\nfrom fastapi import X\nasyncio.sleep\n"),
        ("import a; import b\nHERE\n", "import asyncio\n\nimport a; import b\nasyncio.sleep\n"),
        ("import os; HERE\n", "import asyncio\nimport os; asyncio.sleep\n"),
        ("@HERE\ndef f(): ...\n", "import asyncio\n\n@asyncio.sleep\ndef f(): ...\n"),
        (
            "import typing\nif typing.TYPE_CHECKING:\n    import asyncio.queues as q\nHERE\n",
            "import asyncio\nimport typing\n"
            "if typing.TYPE_CHECKING:\n    import asyncio.queues as q\nasyncio.sleep\n",
        ),
        ("import abc\r\nHERE\r\n", "import abc\r\nimport asyncio\r\nasyncio.sleep\r\n"),
    ],
)
def test_a_new_import_in_unusual_files(tmp_path: Path, before: str, after: str) -> None:
    becomes(tmp_path, before, after, "asyncio.sleep", "module")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from m import a\n", "from m import a, name\n"),
        ("from m import z\n", "from m import name, z\n"),
        ("from m import z, a\n", "from m import z, a, name\n"),
        ("from m import (a, z)\n", "from m import (a, name, z)\n"),
        ("from m import (a, b)\n", "from m import (a, b, name)\n"),
        ("from m import (\n    a,\n    z,\n)\n", "from m import (\n    a,\n    name,\n    z,\n)\n"),
        ("from m import (\n    a,\n)\n", "from m import (\n    a,\n    name,\n)\n"),
        ("from m import (\n    a\n)\n", "from m import (\n    a,\n    name\n)\n"),
        ("from m import (  # why\n    a,\n)\n", "from m import (  # why\n    a,\n    name,\n)\n"),
        ("from m import A, B  # why\n", "from m import A, B, name  # why\n"),
        ("from m import *\n", "from m import *\nfrom m import name\n"),
    ],
)
def test_a_name_joins_those_that_come_from_the_same_module(tmp_path: Path, before: str, after: str) -> None:
    becomes(tmp_path, before + "HERE\n", after + "name\n", "m.name")


@pytest.mark.parametrize(
    "text",
    [
        "asyncio = 1\nHERE\n",
        "def run(asyncio):\n    HERE\n",
        "def run():\n    HERE\n    asyncio = 1\n",
        "from x import *\nprint(asyncio)\nHERE\n",
        "import mine as asyncio\nHERE\n",
        "if x:\n    import asyncio\nHERE\n",
        "[HERE for asyncio in y]\n",
        "def set_it():\n    global asyncio\n    asyncio = 1\nHERE\n",
        "if TYPE_CHECKING:\n    import asyncio\nHERE\n",
    ],
)
def test_a_name_that_means_something_else_is_refused(tmp_path: Path, text: str) -> None:
    use = name_here("asyncio.sleep", "module")
    assert callable(use)
    assert refused(tmp_path, text, use)


def test_a_name_that_is_taken_in_another_function_only_is_free(tmp_path: Path) -> None:
    before = "import abc\ndef other(asyncio):\n    return asyncio\ndef run():\n    HERE\n"
    after = before.replace("import abc", "import abc\nimport asyncio").replace("HERE", "asyncio.sleep")
    becomes(tmp_path, before, after, "asyncio.sleep", "module")


def move_name(draft: Draft) -> None:
    """Imports ``moved`` from the module ``new``."""
    [statement] = draft.index.of_kind(ast.ImportFrom)
    draft.move_import(statement, "moved", "new")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from old import moved\n", "from new import moved\n"),
        ("from old.part import moved as mine  # why\n", "from new import moved as mine  # why\n"),
        ("from old import (\n    moved,\n)\n", "from new import (\n    moved,\n)\n"),
        ("from old import a, moved\n", "from old import a\nfrom new import moved\n"),
        (
            "def f():\n    from old import moved as mine, a\n    return a\n",
            "def f():\n    from old import a\n    from new import moved as mine\n    return a\n",
        ),
    ],
)
def test_a_name_is_imported_from_another_module(tmp_path: Path, before: str, after: str) -> None:
    assert changed(tmp_path, before, move_name) == after


@pytest.mark.parametrize("text", ["a = 1; from old import b, moved\n", "from old import b, moved  # why\n"])
def test_a_name_is_not_moved_where_the_import_shares_its_line(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, move_name)


def test_only_names_of_the_module_can_be_imported(tmp_path: Path) -> None:
    def use(draft: Draft) -> None:
        [run] = [each for each in draft.index.of_kind(ast.Call) if ast.unparse(each) == "run(app)"]
        here = run.args[0]
        draft.demand_of_module(here)
        draft.replace(here, "None")

    assert changed(tmp_path, "app = f()\ndef g():\n    run(app)\n", use).endswith("run(None)\n")
    assert refused(tmp_path, "app = f()\ndef g():\n    app = f()\n    run(app)\n", use)
    assert refused(tmp_path, "def g(app):\n    run(app)\n", use)


def test_several_new_imports_stand_together_in_order(tmp_path: Path) -> None:
    before = "import os\nfrom fastapi import X\nHERE\n"

    def use(draft: Draft) -> None:
        [here] = [each for each in draft.index.of_kind(ast.Name) if each.id == "HERE"]
        names = ("contextlib.suppress", "collections.abc.Iterator", "collections.abc.Mapping")
        draft.replace(here, ", ".join(draft.name_for(each, at=here) for each in names))

    assert changed(tmp_path, before, use) == (
        "import os\nfrom collections.abc import Iterator, Mapping\nfrom contextlib import suppress\n"
        "from fastapi import X\nsuppress, Iterator, Mapping\n"
    )


def test_new_imports_of_two_groups_are_parted_by_a_blank_line(tmp_path: Path) -> None:
    def use(draft: Draft) -> None:
        [here] = [each for each in draft.index.of_kind(ast.Name) if each.id == "HERE"]
        names = ("starlette.status.HTTP", "contextlib.suppress")
        draft.replace(here, ", ".join(draft.name_for(each, at=here) for each in names))

    assert changed(tmp_path, "HERE\n", use) == (
        "from contextlib import suppress\n\nfrom starlette.status import HTTP\n\nHTTP, suppress\n"
    )
