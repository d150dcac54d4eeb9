"""Where clients' texts come from, how they get through code, and what makes them harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from project_files import ProjectFiles


@pytest.fixture(autouse=True)
def only_these_rules(files: ProjectFiles) -> None:
    """The others have things to say of these projects as well."""
    files.codes = ("FAPI501", "FAPI511")


HEAD = """
import sqlite3
from collections.abc import Iterator
from typing import Annotated
from fastapi import Depends, FastAPI, HTTPException, Query
from pydantic import BaseModel

app = FastAPI()

def get_cursor() -> Iterator[sqlite3.Cursor]:
    connection = sqlite3.connect("x")
    try:
        yield connection.cursor()
    finally:
        connection.close()

Cursor = Annotated[sqlite3.Cursor, Depends(get_cursor)]
"""


def handler(body: str, parameters: str = "name: str") -> str:
    """A module with one path operation that has a cursor and these parameters."""
    lines = "\n".join(f"    {line}" for line in body.strip("\n").split("\n"))
    return f'{HEAD}\n@app.get("/x")\ndef operate(cursor: Cursor, {parameters}):\n{lines}\n'


INJECTED = {
    "tuple": "a, b = 'x', name\ncursor.execute(f'SELECT {b}')  # expect: FAPI501",
    "the other member": "a, b = 'x', name\ncursor.execute(f'SELECT {a}')",
    "dictionary": "d = {'k': name}\ncursor.execute(f\"SELECT {d['k']}\")  # expect: FAPI501",
    "other key": "d = {'k': name, 'o': 'x'}\ncursor.execute(f\"SELECT {d['o']}\")",
    "added key": "d = {}\nd['k'] = name\ncursor.execute(f\"SELECT {d['k']}\")  # expect: FAPI501",
    "keys": "d = {'k': name}\ncursor.execute(f\"SELECT {', '.join(d)}\")",
    "client's key": "d = {name: 1}\ncursor.execute(f\"SELECT {','.join(d.keys())}\")  # expect: FAPI501",
    "enumerate": "q = [f':{i}' for i, _ in enumerate(name)]\ncursor.execute('SELECT ' + ', '.join(q))",
    "zip": "for a, b in zip(['x'], [name]):\n    cursor.execute(f'SELECT {b}')  # expect: FAPI501",
    "either": "q = name if len(name) > 3 else 'x'\ncursor.execute('SELECT ' + q)  # expect: FAPI501",
    "default": "q = None or name\ncursor.execute('SELECT ' + q)  # expect: FAPI501",
    "while": "q = ''\nwhile not q:\n    q = name\ncursor.execute('SELECT ' + q)  # expect: FAPI501",
    "try": "try:\n    q = name\nexcept OSError:\n    q = 1\ncursor.execute('SELECT ' + q)  # expect: FAPI501",
    "number in try": "try:\n    q = int(name)\nexcept ValueError:\n    return\ncursor.execute(f'SELECT {q}')",
    "walrus": "if (q := name.strip()):\n    cursor.execute('SELECT ' + q)  # expect: FAPI501",
    "with": "with cursor.connection as c:\n    c.execute('SELECT ' + name)  # expect: FAPI501",
    "nested function": "def run():\n    cursor.execute('SELECT ' + name)  # expect: FAPI501\nrun()",
    "lambda": "run = lambda: cursor.execute('SELECT x FROM y WHERE ' + name)  # expect: FAPI501\nrun()",
    "whole statement": "cursor.execute(name)",
    "length": "if len(name) > 3:\n    raise ValueError\ncursor.execute('SELECT ' + name)  # expect: FAPI501",
    "emptiness": "if not name:\n    raise ValueError\ncursor.execute('SELECT ' + name)  # expect: FAPI501",
    "prefix": "if name.startswith('-'):\n    return\ncursor.execute('SELECT ' + name)  # expect: FAPI501",
    "equality": "if name == 'x':\n    cursor.execute('SELECT ' + name)",
    "inequality": "if name != 'x':\n    cursor.execute('SELECT ' + name)  # expect: FAPI501",
    "branch": "if name.isdigit():\n    pass\nelse:\n    cursor.execute('SELECT ' + name)  # expect: FAPI501",
    "flag": "ok = name in ('a', 'b')\nif not ok:\n    return\ncursor.execute('SELECT ' + name)",
    "composed first": "q = 'SELECT ' + name\nif name not in ('a',):\n    return\ncursor.execute(q)",
    "any of": "if name in ('a',) or name in ('b',):\n    cursor.execute('SELECT ' + name)",
    "quotes": 'q = name.replace("\'", "\'\'")\ncursor.execute(f"SELECT \'{q}\'")',
    "other characters": "q = name.replace('-', '_')\ncursor.execute(f'SELECT {q}')  # expect: FAPI501",
    "library": "import base64\nq = base64.b64encode(name.encode()).decode()\ncursor.execute(f'SELECT {q}')",
    "number": "cursor.execute(f'SELECT {len(name)}, {int(name)}, {hash(name):d}')",
    "bytes": "cursor.execute(('SELECT ' + name).encode().decode())  # expect: FAPI501",
}


@pytest.mark.parametrize("way", INJECTED)
def test_ways_through_a_function(files: ProjectFiles, way: str) -> None:
    files.verify({"main.py": handler(INJECTED[way])})


PARAMETERS = {
    "alias": ("name: Annotated[str, Query(alias='n')]", True),
    "optional": ("name: str | None = None", True),
    "list": ("name: list[str] = Query()", True),
    "nothing said": ("name", True),
    "number": ("name: int", False),
    "pattern": ("name: Annotated[str, Query(pattern='^a$')]", False),
    "pattern in the default": ("name: str = Query(pattern='^a$')", False),
    "pattern and optional": ("name: Annotated[str, Query(pattern='^a$')] | None = None", False),
    "dependency": ("name: Annotated[str, Depends(lambda: 'x')]", False),
}


@pytest.mark.parametrize("way", PARAMETERS)
def test_parameters(files: ProjectFiles, way: str) -> None:
    parameters, is_source = PARAMETERS[way]
    marker = "  # expect: FAPI501" if is_source else ""
    files.verify({"main.py": handler(f"cursor.execute(f'SELECT {{name}}'){marker}", parameters)})


def test_across_files(files: ProjectFiles) -> None:
    """Findings stand where SQL is composed, whichever file is checked first."""
    files.verify(
        {
            "main.py": handler(
                """
find(cursor, name)
Users(cursor, name).all()
make(cursor, name=name)
run(cursor, 'SELECT x FROM ' + name)  # expect: FAPI501
cursor.execute('SELECT x FROM ' + as_it_is(name))  # expect: FAPI501
cursor.execute('SELECT x FROM ' + only_known(name))
cursor.execute('SELECT x FROM ' + name)
"""
            )
            + "\nfrom store import Users, as_it_is, find, make, only_known, run\n",
            "store.py": """
                from sqlite3 import Cursor

                def run(cursor: Cursor, statement):
                    return again(cursor, statement)

                def again(cursor: Cursor, statement, values=()):
                    return cursor.execute(statement, values)

                def find(cursor: Cursor, name, order="id"):
                    run(cursor, f"SELECT {order} FROM x")
                    run(cursor, f"SELECT x FROM x WHERE y = '{name}'")  # expect: FAPI501

                def make(cursor: Cursor, **values):
                    run(cursor, f"INSERT INTO x ({', '.join(values)}) VALUES (1)")
                    run(cursor, f"INSERT INTO x VALUES ('{values['name']}')")  # expect: FAPI501

                def only_known(name):
                    if name not in ("a", "b"):
                        raise ValueError(name)
                    return name

                def as_it_is(name):
                    return name

                def unused(cursor: Cursor, name):
                    run(cursor, f"SELECT x FROM x WHERE y = '{name}'")

                class Users:
                    def __init__(self, cursor: Cursor, table: str) -> None:
                        self.cursor, self.size = cursor, 1
                        self.table = table

                    def all(self):
                        run(self.cursor, f"SELECT {self.size} FROM {self.table}")  # expect: FAPI501
            """,
        }
    )


def test_calls_of_unknown_objects(files: ProjectFiles) -> None:
    """A method whose name nothing else has is meant, whatever the object is."""
    files.verify(
        {
            "main.py": handler(
                "store.find_by_name(name)\nstore.find(name)", "name: str, store=Depends(object)"
            ),
            "store.py": """
                import sqlite3

                class Store:
                    connection = sqlite3.connect("x")

                    def find_by_name(self, name: str):
                        self.connection.execute(f"SELECT x FROM y WHERE z = '{name}'")  # expect: FAPI501

                    def find(self, name: str):
                        self.connection.execute(f"SELECT x FROM y WHERE z = '{name}'")
            """,
        }
    )


def test_recursion_ends(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": handler("walk(cursor, name)")
            + """
def walk(cursor: sqlite3.Cursor, name, depth=0):
    if depth > 3:
        return walk(cursor, name, depth + 1)
    cursor.execute(f"SELECT {name}")  # expect: FAPI501
    return other(cursor, name)

def other(cursor, name):
    return walk(cursor, name + other(cursor, name))
"""
        }
    )


def test_tests_are_left_alone(files: ProjectFiles) -> None:
    files.verify({"tests/test_main.py": handler("cursor.execute(f'SELECT {name}')")})


def test_clients_of_http(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import aiohttp
                import httpx2
                from typing import Annotated
                from fastapi import Depends, FastAPI

                app = FastAPI()
                client = httpx2.AsyncClient(base_url="https://example.com")
                Session = Annotated[aiohttp.ClientSession, Depends(object)]

                @app.get("/x")
                async def ask(url: str, path: str, session: Session) -> None:
                    await session.get(url)  # expect: FAPI511
                    await session.get(f"https://example.com/{path}")
                    await client.get("/" + path)
                    await client.get(f"{url}/{path}")  # expect: FAPI511
                    {"url": 1}.get(url)
            """
        }
    )


def test_addresses_may_hold_quotes(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import sqlite3
                from fastapi import FastAPI
                from pydantic import BaseModel, EmailStr

                app = FastAPI()
                database = sqlite3.connect("users.db")

                class Account(BaseModel):
                    mail: EmailStr
                    age: int

                @app.post("/x")
                def find(account: Account, mail: EmailStr) -> None:
                    database.execute(f"SELECT * FROM users WHERE mail = '{mail}'")  # expect: FAPI501
                    database.execute(f"SELECT * FROM users WHERE mail = '{account.mail}'")  # expect: FAPI501
                    database.execute(f"SELECT * FROM users WHERE age = {account.age}")
            """
        }
    )


COPYING = """
import copy
from typing import Annotated
import psycopg
from fastapi import Depends, FastAPI

app = FastAPI()

def get_cursor():
    with psycopg.connect("") as connection, connection.cursor() as cursor:
        yield cursor

@app.get("/export")
def export(table: str, cursor: Annotated[psycopg.Cursor, Depends(get_cursor)]):
    with cursor.copy(f"COPY {table} TO STDOUT") as rows:  # expect: FAPI501
        return copy.copy(f"{table} from {rows}")

@app.get("/hand")
def hand(query: str, cursor: Annotated[psycopg.Cursor, Depends(get_cursor)]):
    statement = f"COPY {query} TO STDOUT"
    return list(cursor.stream(statement))  # expect: FAPI501
"""


def test_words_that_many_libraries_have(files: ProjectFiles) -> None:
    """A driver's `copy` executes SQL, that of the standard library does not."""
    files.verify({"main.py": COPYING})
