"""What becomes of a resource on the paths of a function, and who serves requests."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.resources.nodes import OpenedResource, opened_resources

HEADER = """
import sqlite3
from contextlib import closing
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")

def work(session): ...
def finish(session): session.close()

class Holder:
    def __init__(self, session):
        self.session = session

class Owner:
    def __init__(self, session):
        self.session = session
    def close(self):
        self.session.close()

"""


def opened_in(files: ProjectFiles, body: str, parameters: str = "x=1") -> list[OpenedResource]:
    """What a function with this body opens."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    files.write({"code.py": f"{HEADER}def function(self, {parameters}):\n{lines}\n"})
    return list(opened_resources(files.open("code.py")))


def leaks(files: ProjectFiles, body: str) -> list[str]:
    """The ways on which the only resource of a body is left open; empty when it is handed on."""
    (opened,) = opened_in(files, body)
    if opened.resource.is_handed_on or opened.resource.returns:
        return []
    return sorted({each.way for each in opened.resource.left_open_at})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("s = Session(engine)", ["end"]),
        ("s = Session(engine)\ns.close()", []),
        ("s = Session(engine)\nwork(s)\ns.close()", ["exception"]),
        ("s = Session(engine)\nprint(s)\ns.close()", []),
        ("s = Session(engine)\nif x:\n    return 1\ns.close()", ["return"]),
        ("s = Session(engine)\nif x:\n    s.close()\n    return 1\ns.close()", []),
        ("s = Session(engine)\ntry:\n    work(s)\nfinally:\n    s.close()", []),
        ("s = Session(engine)\nwork(s)\ntry:\n    work(s)\nfinally:\n    s.close()", []),
        (
            "s = Session(engine)\ntry:\n    work(s)\nexcept KeyError:\n    s.close()\n    raise\ns.close()",
            ["exception"],
        ),
        ("s = Session(engine)\ntry:\n    work(s)\nexcept:\n    s.close()\n    raise\ns.close()", []),
        ("try:\n    s = Session(engine)\n    work(s)\n    s.close()\nexcept Exception:\n    pass", ["end"]),
        (
            "s = None\ntry:\n    s = Session(engine)\n    work(s)\nfinally:\n"
            "    if s is not None:\n        s.close()",
            [],
        ),
        ("for i in x:\n    s = Session(engine)\n    work(s)", ["end", "exception", "loop"]),
        ("for i in x:\n    with Session(engine) as s:\n        work(s)", []),
        (
            "while True:\n    s = Session(engine)\n    try:\n        return work(s)\n"
            "    finally:\n        s.close()",
            [],
        ),
        ("s = Session(engine)\nmatch x:\n    case 1:\n        s.close()\n    case _:\n        s.close()", []),
        ("s = Session(engine)\nfinish(s)", []),
        ("s = Session(engine)\nhelper = Holder(s)\nreturn 1", ["exception", "return"]),
        ("s = Session(engine)\nhelper = Owner(s)\nreturn 1", []),
        ("s = Session(engine)\nself.s = s", []),
        ("s = Session(engine)\nx.add(s)", []),
        ("s = Session(engine)\ndef inner():\n    s.close()\nreturn inner", []),
        ("s = t = Session(engine)\nt.close()", []),
        ("return Session(engine).query(x).all()", ["return"]),
        ("with sqlite3.connect(x) as c:\n    c.execute('')", ["end", "exception"]),
        ("with closing(sqlite3.connect(x)) as c:\n    c.execute('')", []),
        ("c = sqlite3.connect(x)\nwith closing(c):\n    c.execute('')", []),
    ],
)
def test_paths(files: ProjectFiles, body: str, expected: list[str]) -> None:
    assert leaks(files, body) == expected


def test_returned_open_and_closed(files: ProjectFiles) -> None:
    (opened,) = opened_in(
        files, "s = Session(engine)\nif x:\n    return s\ntry:\n    return [s]\nfinally:\n    s.close()"
    )
    assert [closed for _, closed in opened.resource.returns] == [False, True]
    (opened,) = opened_in(files, "with Session(engine) as s:\n    return s")
    assert [closed for _, closed in opened.resource.returns] == [True]


def test_cursor_keeps_its_connection(files: ProjectFiles) -> None:
    connection, cursor = opened_in(files, "c = sqlite3.connect(x)\nreturn c.cursor()")
    assert (connection.kind, cursor.kind) == ("connection", "cursor")
    assert len(connection.resource.returns) == len(cursor.resource.returns) == 1


def test_exception_at_yield_is_told_apart(files: ProjectFiles) -> None:
    (opened,) = opened_in(files, "s = Session(engine)\nyield s\ns.close()")
    (way,) = opened.resource.left_open_at
    assert opened.is_generator
    assert way.way == "exception"
    assert way.at_yield is opened.resource.yields[0]


def test_helpers_hand_out_what_they_open(files: ProjectFiles) -> None:
    files.write(
        {
            "db.py": """
                import sqlite3
                from functools import lru_cache

                only = None

                def open_connection():
                    connection = sqlite3.connect("x")
                    connection.row_factory = sqlite3.Row
                    return connection

                @lru_cache
                def cached(): return sqlite3.connect("x")

                def remembered():
                    global only
                    if only is None:
                        only = sqlite3.connect("x")
                    return only

                def given(connection): return connection
            """,
            "code.py": """
                import db

                def function(connection):
                    db.cached()
                    db.remembered()
                    db.given(connection)
                    first = db.open_connection()
            """,
        }
    )
    (opened,) = opened_resources(files.open("code.py"))
    assert (opened.name, opened.kind) == ("first", "connection")


def test_request_path_is_followed_backwards(files: ProjectFiles) -> None:
    files.write(
        {
            "application.py": """
                from fastapi import FastAPI, Depends
                import crud

                app = FastAPI()

                @app.get("/")
                def path_operation(service: crud.Service = Depends()):
                    return service.run()
            """,
            "crud.py": """
                import sqlite3

                class Base:
                    def run(self): return self.step()
                    def step(self): raise NotImplementedError

                class Service(Base):
                    def step(self): connection = sqlite3.connect("x")

                def script(): connection = sqlite3.connect("x")

                if __name__ == "__main__":
                    script()
            """,
        }
    )
    served = {each.function.name: each.serves_requests for each in opened_resources(files.open("crud.py"))}
    assert served == {"step": True, "script": False}


LIMITER = """
from redis.asyncio import from_url
from fastapi_limiter import FastAPILimiter

async def finish_limiter(): await FastAPILimiter.close()
async def leave_limiter(): print("left open")

async def function(x=1):
    client = from_url("redis://localhost")
    await FastAPILimiter.init(client)
"""


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("print(x)", True),
        ("await client.ping()", True),
        ("await FastAPILimiter.close()", False),
        ("await client.aclose()", False),
        ("x.append(client)", False),
    ],
)
def test_a_class_of_a_library_closes_what_it_keeps_when_it_is_told_to(
    files: ProjectFiles, then: str, *, expected: bool
) -> None:
    files.write({"code.py": f"{LIMITER}    {then}\n"})
    (opened,) = opened_resources(files.open("code.py"))
    is_left = any(each.way == "end" for each in opened.resource.left_open_at)
    assert (is_left and not opened.resource.is_handed_on) is expected


@pytest.mark.parametrize(("closer", "expected"), [("finish_limiter", False), ("leave_limiter", True)])
def test_a_function_of_the_project_tells_it_to(files: ProjectFiles, closer: str, *, expected: bool) -> None:
    lifespan = LIMITER.replace("async def function(x=1)", "@asynccontextmanager\nasync def lifespan(app)")
    rest = f"    yield\n    await {closer}()\n\napp = FastAPI(lifespan=lifespan)\n"
    head = "from contextlib import asynccontextmanager\nfrom fastapi import FastAPI"
    files.write({"code.py": f"{head}{lifespan}{rest}"})
    (opened,) = opened_resources(files.open("code.py"))
    assert opened.in_lifespan
    assert (not opened.resource.is_handed_on) is expected
