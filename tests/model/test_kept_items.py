"""What dictionaries and lists hold: literals, and what is put into them in any function or file."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.kept_items import names_filled

HEAD = """
import httpx
import requests
from fastapi import FastAPI
from typing import Any

app = FastAPI()


"""

PUT = [
    "kept['a'] = requests.Session()",
    "kept.update({'a': requests.Session()})",
    "kept.update(a=requests.Session())",
    "kept.setdefault('a', requests.Session())",
    "kept: dict\nkept['a'] = kept['b'] = requests.Session()",
    "for name in ('a', 'b'):\n    kept[name] = requests.Session()",
]
READ = ["kept['a']", "kept.get('a')", "kept[name]", "[*kept.values()][0]", "kept.pop('a')"]


@pytest.mark.parametrize("empty", ["{}", "dict()", "{'other': 1}"])
@pytest.mark.parametrize("statement", PUT)
def test_what_a_function_puts_into_a_module_s_dictionary(
    files: ProjectFiles, statement: str, empty: str
) -> None:
    body = "".join(f"    {line}\n" for line in statement.splitlines() if not line.startswith("kept:"))
    files.verify(
        {
            "main.py": f"{HEAD}kept = {empty}\n\n\ndef fill():\n{body}\n\n"
            "@app.get('/')\nasync def read():\n    return kept['a'].get('x')  # expect: FAPI102\n"
        }
    )


@pytest.mark.parametrize("read", READ)
@pytest.mark.parametrize("declared", ["", ": dict", ": dict[str, Any]", ": Any"])
def test_every_way_to_read_it(files: ProjectFiles, read: str, declared: str) -> None:
    files.verify(
        {
            "main.py": f"{HEAD}kept{declared} = {{}}\nkept['a'] = requests.Session()\n\n\n"
            f"@app.get('/')\nasync def read(name: str):\n    return {read}.get('x')  # expect: FAPI102\n"
        }
    )


def test_a_literal_key_is_told_apart_from_others(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": f"{HEAD}kept = {{}}\n\n\ndef fill():\n"
            "    kept['sync'] = httpx.Client()\n    kept['async'] = httpx.AsyncClient()\n\n\n"
            "@app.get('/')\nasync def read():\n"
            "    await kept['async'].get('x')\n"
            "    return kept['sync'].get('x')  # expect: FAPI102\n"
        }
    )


@pytest.mark.parametrize(
    ("imported", "name"),
    [("from kept import kept", "kept"), ("import kept", "kept.kept"), ("import kept as k", "k.kept")],
)
def test_another_file_fills_it(files: ProjectFiles, imported: str, name: str) -> None:
    files.verify(
        {
            "kept.py": "kept = {}\n",
            "filling.py": f"import requests\n{imported}\n\n\ndef fill():\n"
            f"    {name}['a'] = requests.Session()\n",
            "main.py": f"{HEAD}from kept import kept\n\n\n@app.get('/')\nasync def read():\n"
            "    return kept['a'].get('x')  # expect: FAPI102\n",
        }
    )


def test_a_namesake_of_another_file_fills_nothing(files: ProjectFiles) -> None:
    files.verify(
        {
            "filling.py": "import requests\n\nkept = {}\n\n\n"
            "def fill():\n    kept['a'] = requests.Session()\n",
            "main.py": f"{HEAD}kept = {{}}\n\n\n@app.get('/')\nasync def read():\n"
            "    return kept['a'].get('x')\n",
        }
    )


@pytest.mark.parametrize(
    ("made", "put", "read"),
    [
        ("self.kept = {}", "self.kept[name] = requests.Session()", "self.kept[name]"),
        ("self.kept: dict[str, Any] = {}", "self.kept['a'] = requests.Session()", "self.kept.get('a')"),
        ("self.kept = []", "self.kept.append(requests.Session())", "self.kept[0]"),
    ],
)
def test_what_a_method_puts_into_an_object_s_container(
    files: ProjectFiles, made: str, put: str, read: str
) -> None:
    files.verify(
        {
            "main.py": f"{HEAD}class Kept:\n    def __init__(self):\n        {made}\n\n"
            f"    def open(self, name):\n        {put}\n\n"
            f"    async def read(self, name):\n        return {read}.get('x')  # expect: FAPI102\n"
        }
    )


@pytest.mark.parametrize(
    ("made", "mark"),
    [("httpx.Client()", ""), ("open(name).read()", ""), ("requests.get(name)", "  # expect: FAPI109")],
)
def test_a_memo_in_a_dictionary_makes_a_client_once_and_asks_for_each_key(
    files: ProjectFiles, made: str, mark: str
) -> None:
    files.verify(
        {
            "main.py": f"{HEAD}kept = {{}}\n\n\ndef read_once(name):\n    if name not in kept:\n"
            f"        kept[name] = {made}\n    return kept[name]\n\n\n"
            f"@app.get('/')\nasync def read(name: str):\n    read_once(name){mark}\n"
        }
    )


@pytest.mark.parametrize(("kept", "first"), [("kept", ""), ("self.kept", "self, ")])
def test_a_memo_gives_what_the_call_itself_makes(files: ProjectFiles, kept: str, first: str) -> None:
    body = (
        f"def connect({first}url):\n    if url in {kept}:\n        return {kept}[url]\n"
        f"    made = {kept}[url] = httpx.Client()\n    return made\n\n"
        f"def keep({first}url):\n    {kept}[url] = httpx.AsyncClient()\n"
    )
    if first:
        body = "class Pool:\n    def __init__(self):\n        self.kept = {}\n\n" + "".join(
            f"    {line}\n" for line in body.splitlines()
        )
    made = "Pool()." if first else ""
    files.verify(
        {
            "main.py": f"{HEAD}kept = {{}}\n\n\n{body}\n\n@app.get('/')\nasync def read(url: str):\n"
            f"    return {made}connect(url).get(url)  # expect: FAPI102\n"
        }
    )


def test_names_of_containers_are_found_by_what_follows_them() -> None:
    text = """
a.append(1)
some.b.add(2)
c['x'] = 3
d[key][0] = e[f['g']] = 4
h: dict = {}
i['x']: int = 5
j['x'].setdefault('y', 6)
_k.append(7)
l['x'] == 8
m.pop()
n['x'] += 9
calls().update(o)
p[q.add(1)] = 2
"""
    assert names_filled(text.encode()) == {"a", "b", "c", "i", "j", "p", "q"}
