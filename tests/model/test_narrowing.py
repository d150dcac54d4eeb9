"""What a test tells of a name, in the branches that depend on it."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import asyncio
import inspect
import httpx
import requests
from typing import Union
from sqlalchemy.orm import Session
from sqlalchemy.ext.asyncio import AsyncSession

Either = Union[Session, AsyncSession]


"""


def handler(body: str) -> str:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    return f"{HEAD}async def handler(db: Either, other, maybe: Session | None):\n{indented}"


@pytest.mark.parametrize(
    "body",
    [
        "if isinstance(db, AsyncSession):\n    await db.commit()\nelse:\n    db.commit()  # expect: FAPI104",
        "if not isinstance(db, AsyncSession):\n    db.commit()  # expect: FAPI104\nelse:\n"
        "    await db.commit()",
        "if isinstance(db, Session):\n    db.commit()  # expect: FAPI104",
        "if isinstance(db, AsyncSession):\n    return await db.commit()\ndb.commit()  # expect: FAPI104",
        "if isinstance(db, AsyncSession):\n    raise ValueError\ndb.commit()  # expect: FAPI104",
        "assert isinstance(db, Session)\ndb.commit()  # expect: FAPI104",
        "assert not isinstance(db, AsyncSession)\ndb.commit()  # expect: FAPI104",
        "if isinstance(db, (Session, int)):\n    db.commit()  # expect: FAPI104",
        "if isinstance(db, (Session, AsyncSession)):\n    db.commit()",
        "if other and isinstance(db, Session):\n    db.commit()  # expect: FAPI104",
        "if isinstance(db, Session) and db.commit():  # expect: FAPI104\n    pass",
        "if isinstance(db, AsyncSession) or db.commit():  # expect: FAPI104\n    pass",
        "if other or isinstance(db, Session):\n    db.commit()",
        "db.commit() if isinstance(db, Session) else await db.commit()  # expect: FAPI104",
        "while isinstance(db, Session):\n    db.commit()  # expect: FAPI104",
        "[db.commit() for _ in other if isinstance(db, Session)]  # expect: FAPI104",
        "if isinstance(other, Session):\n    other.commit()  # expect: FAPI104\nelse:\n    other.commit()",
        "if isinstance(db, other):\n    db.commit()",
        "isinstance = other\nif isinstance(db, Session):\n    db.commit()",
        "if maybe is None:\n    maybe.commit()\nelse:\n    maybe.commit()  # expect: FAPI104",
        "if maybe is not None:\n    maybe.commit()  # expect: FAPI104\nelse:\n    maybe.commit()",
        "if maybe == None:\n    return\nmaybe.commit()  # expect: FAPI104",
        "if maybe:\n    maybe.commit()  # expect: FAPI104",
        "if not maybe:\n    return\nmaybe.commit()  # expect: FAPI104",
        "if (found := maybe) is not None:\n    found.commit()  # expect: FAPI104",
        "if isinstance(other.db, Session):\n    other.db.commit()  # expect: FAPI104",
    ],
)
def test_a_test_narrows_a_name(files: ProjectFiles, body: str) -> None:
    files.verify({"main.py": handler(body)})


@pytest.mark.parametrize(
    "body",
    [
        "client = requests.Session()\nif isinstance(client, httpx.AsyncClient):\n    client.get('u')",
        "client = requests.Session()\nif not isinstance(client, requests.Session):\n    requests.get('u')",
        "client = requests.Session()\nif isinstance(client, requests.Session):\n    return\n"
        "requests.get('u')",
    ],
)
def test_a_branch_that_the_type_rules_out_is_not_run(files: ProjectFiles, body: str) -> None:
    files.verify({"main.py": handler(body)})


def test_what_a_helper_does_depends_on_what_it_is_given(files: ProjectFiles) -> None:
    body = """async def save(db):
    if isinstance(db, AsyncSession):
        await db.commit()
    else:
        db.commit()


def both(db):
    if isinstance(db, AsyncSession):
        return db.commit()
    return db.commit()


async def handler(sync: Session, asynchronous: AsyncSession):
    await save(asynchronous)
    await save(sync)  # expect: FAPI109
    await both(asynchronous)
    both(sync)  # expect: FAPI109
"""
    files.verify({"main.py": HEAD + body})


def test_a_function_is_called_as_what_it_is(files: ProjectFiles) -> None:
    body = """async def call(work):
    if inspect.iscoroutinefunction(work):
        return await work()
    return work()


async def call_and_see(work):
    result = work()
    if inspect.isawaitable(result):
        result = await result
    return result


def block():
    requests.get("u")


async def wait():
    await asyncio.sleep(1)


async def handler():
    await call(block)  # expect: FAPI109
    await call(wait)
    await call_and_see(block)  # expect: FAPI109
    await call_and_see(wait)
"""
    files.verify({"main.py": HEAD + body})


def test_none_handed_over_chooses_the_branch(files: ProjectFiles) -> None:
    body = """def load(url, session: requests.Session | None = None):
    if session is None:
        return 1
    return session.get(url)


async def handler(given: requests.Session):
    load("u", given)  # expect: FAPI109
    load("u", None)
"""
    files.verify({"main.py": HEAD + body})


def test_project_classes_narrow_to_their_subclasses(files: ProjectFiles) -> None:
    body = """class Base:
    def load(self): return 1


class Slow(Base):
    def load(self): return requests.get("u")


class Other:
    def load(self): return requests.get("u")


async def handler(base: Base, slow: Slow):
    if isinstance(base, Slow):
        base.load()  # expect: FAPI109
    if not isinstance(slow, Base):
        slow.load()
"""
    files.verify({"main.py": HEAD + body})


def test_an_object_of_exactly_a_base_is_no_subclass(files: ProjectFiles) -> None:
    body = """class Base: ...
class Slow(Base): ...


async def handler():
    if isinstance(Base(), Slow):
        requests.get("u")
"""
    files.verify({"main.py": HEAD + body})


def test_keys_that_a_dictionary_is_written_with(files: ProjectFiles) -> None:
    files.verify(
        {
            "texts.py": """
                PROMPTS = {"greeting": "Hello", "farewell": "Bye"}
            """,
            "main.py": """
                import requests
                from texts import PROMPTS

                def prompt(key):
                    if key in PROMPTS:
                        return PROMPTS[key]
                    return requests.get(f"https://prompts.example.com/{key}").text

                async def handler(name):
                    prompt("greeting")
                    prompt("other")  # expect: FAPI109
                    prompt(name)  # expect: FAPI109
            """,
        }
    )


def test_a_function_in_a_branch_sees_the_names_of_its_branch(files: ProjectFiles) -> None:
    body = """def make(kind, client: requests.Session):
    if kind == "sync":
        async def fetch():
            client.get("u")  # expect: FAPI102
        return fetch
    elif kind == "async":
        client = httpx.AsyncClient()

        async def fetch():
            await client.get("u")
        return fetch
    raise ValueError(kind)


def late(kind):
    client = None
    if kind:
        async def fetch():
            client.get("u")  # expect: FAPI102
    client = requests.Session()
    return fetch
"""
    files.verify({"main.py": HEAD + body})


def test_a_function_that_is_given_is_not_replaced(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": "import time\n\n\ndef slow():\n    time.sleep(1)\n\n\ndef quick():\n    return 1\n\n\n"
            "def run(step=None):\n    (step or slow)()\n\n\n"
            "async def handler():\n    run(quick)\n    run()  # expect: FAPI109\n"
        }
    )
