"""What FastAPI hands to a parameter: dependencies that return, yield, or are classes."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Annotated, Any
import fastapi
import requests
from fastapi import APIRouter, Depends, Request, Security
from fastapi import Depends as Needs
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite://"))
router = APIRouter()


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


"""


@pytest.mark.parametrize(
    "parameter",
    [
        "db=Depends(get_db)",
        "db=fastapi.Depends(get_db)",
        "db=Needs(get_db)",
        "db=Security(get_db)",
        "db=Depends(dependency=get_db)",
        "db=Depends(get_db, use_cache=False)",
        "db: Any = Depends(get_db)",
        "db: int = Depends(get_db)",
        "db: Session = Depends()",
        "db: Session = Depends(unknown)",
        "db: Annotated[Session, Depends()]",
        "db: Annotated[Any, Depends(get_db)]",
        "db: Annotated[int, Depends(get_db)]",
        "db: Annotated[Any, 'first', Depends(get_db), 'last']",
        "db: 'Annotated[Any, Depends(get_db)]'",
        "*, db=Depends(get_db)",
        "db=Depends(partial(get_db))",
        "db=Depends(lambda: SessionLocal())",
    ],
)
def test_a_parameter_is_what_its_dependency_gives(files: ProjectFiles, parameter: str) -> None:
    body = f"@router.get('/')\nasync def read({parameter}):\n    db.commit()  # expect: FAPI104\n"
    files.verify({"main.py": HEAD + body})


@pytest.mark.parametrize(
    "provider",
    [
        "def provide():\n    yield SessionLocal()",
        "def provide() -> Session:\n    yield SessionLocal()",
        "def provide() -> Iterator[Session]:\n    yield unknown()",
        "def provide() -> Generator[Session, None, None]:\n    yield unknown()",
        "async def provide() -> AsyncIterator[Session]:\n    yield unknown()",
        "async def provide():\n    yield SessionLocal()",
        "async def provide():\n    return SessionLocal()",
        "def provide():\n    return SessionLocal()",
        "def provide() -> Session:\n    return unknown()",
        "def provide():\n    with SessionLocal() as db:\n        yield db",
        "def provide():\n    yield from get_db()",
        "def provide(db=Depends(get_db)):\n    return db",
        "@lru_cache\ndef provide():\n    return SessionLocal()",
        "class Provide:\n    def __call__(self):\n        yield SessionLocal()\nprovide = Provide()",
        "def make():\n    def inner():\n        yield SessionLocal()\n    return inner\nprovide = make()",
        "def provide(request: Request):\n    if request:\n        return None\n    return SessionLocal()",
    ],
)
def test_providers_of_every_kind(files: ProjectFiles, provider: str) -> None:
    files.verify(
        {
            "providers.py": f"{HEAD}{provider}\n",
            "main.py": """
                from fastapi import APIRouter, Depends
                from providers import provide

                router = APIRouter()

                @router.get("/")
                async def read(db=Depends(provide)):
                    db.commit()  # expect: FAPI104
            """,
        }
    )


def test_a_class_as_dependency_is_made_with_its_own_dependencies(files: ProjectFiles) -> None:
    body = """class Repository:
    def __init__(self, db=Depends(get_db)):
        self.db = db

    def load(self):
        return self.db.query(int).all()


@router.get("/")
async def read(
    repository: Annotated[Repository, Depends()], other: Repository = Depends(), third=Depends(Repository)
):
    repository.load()  # expect: FAPI109
    other.load()  # expect: FAPI109
    third.load()  # expect: FAPI109
    third.db.commit()  # expect: FAPI104
"""
    files.verify({"main.py": HEAD + body})


def test_an_annotated_alias_in_another_module(files: ProjectFiles) -> None:
    files.verify(
        {
            "app/__init__.py": "",
            "app/deps.py": HEAD
            + "DbDep = Annotated[Any, Depends(get_db)]\ntype_hint: object\nRenamed = DbDep\n",
            "app/api.py": """
                from fastapi import APIRouter
                from . import deps
                from .deps import DbDep as Db, Renamed

                router = APIRouter()

                @router.get("/")
                async def read(db: Db, same: deps.DbDep, renamed: Renamed, quoted: "Db"):
                    db.commit()  # expect: FAPI104
                    same.commit()  # expect: FAPI104
                    renamed.commit()  # expect: FAPI104
                    quoted.commit()  # expect: FAPI104
            """,
        }
    )


def test_dependencies_of_dependencies_in_other_files(files: ProjectFiles) -> None:
    files.verify(
        {
            "db.py": HEAD,
            "services.py": """
                from fastapi import Depends
                from db import get_db

                class Service:
                    def __init__(self, db):
                        self.db = db

                    def load(self):
                        return self.db.execute("select 1")

                def get_service(db=Depends(get_db)):
                    return Service(db)
            """,
            "main.py": """
                from fastapi import APIRouter, Depends
                from services import get_service

                router = APIRouter()

                @router.get("/")
                async def read(service=Depends(get_service)):
                    service.load()  # expect: FAPI109
            """,
        }
    )


def test_dependencies_that_depend_on_each_other_in_a_ring_end(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                from fastapi import Depends

                def first(value=Depends("second")): return value
                def second(value=Depends(first)): return value
                def third(value=Depends(lambda: fourth())): return value
                def fourth(value=Depends(third)): return value

                async def read(a=Depends(first), b=Depends(second), c=Depends(third), d=Depends(fourth)):
                    a.commit()
                    b.commit()
                    c.commit()
                    d.commit()
            """
        }
    )


def test_dependencies_lists_all_that_is_depended_on_in_any_file(files: ProjectFiles) -> None:
    files.write(
        {
            "providers.py": """
                from fastapi import Depends, Security

                class Guard:
                    def __call__(self): ...

                guard = Guard()
                def used(): ...
                def nested(value=Depends(used)): ...
                def unused(): ...
                def secured(): ...
                async def asynchronous(): ...
            """,
            "main.py": """
                import providers
                from fastapi import Depends, Security
                from providers import asynchronous, guard, nested, secured

                def handle(a=Depends(nested), b=Security(secured, scopes=["x"]), c=Depends(guard),
                           d=Depends(providers.asynchronous)): ...
            """,
        }
    )
    project = files.project
    functions = project.module_at(str(files.root / "providers.py")).skeleton.functions
    found = {each.full_name for each in functions if project.dependencies.is_depended_on(each)}
    assert found == {
        "providers.used",
        "providers.nested",
        "providers.secured",
        "providers.asynchronous",
        "providers.Guard.__call__",
    }


def test_a_handler_that_awaits_nothing_may_become_plain(files: ProjectFiles) -> None:
    files.write(
        {
            "main.py": HEAD
            + """@router.get("/")
async def plain(db=Depends(get_db)):
    db.commit()


@router.get("/")
async def awaiting(request: Request, db=Depends(get_db)):
    await request.json()
    db.commit()


@router.websocket("/")
async def socket(db=Depends(get_db)):
    db.commit()


async def helper(db=Depends(get_db)):
    db.commit()
"""
        }
    )
    found = {each.message.split(":")[0]: "plain def" in each.message for each in files.check("main.py")}
    start = "Session.commit() blocks the event loop in async def "
    assert found == {
        f"{start}plain": True,
        f"{start}awaiting": False,
        f"{start}socket": False,
        f"{start}helper": False,
    }
