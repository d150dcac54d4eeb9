"""Who depends on a function, wherever in the project that stands, and what a file declares."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.dependency_graph.declared import depends_calls_of_fastapi, provided_parameters
from flake8_fastapi.model.dependency_graph.functions import dependency_functions, functions_in
from flake8_fastapi.model.module import Module
from flake8_fastapi.model.types import ClassObject, FunctionObject

DEPS = """
from contextlib import contextmanager
from fastapi import Depends
from sqlalchemy.orm import Session

def get_db(): yield 1
def get_name(): return "alice"
def unused(): yield 1
def of_itself(db=Depends(get_db)): yield db
def session():
    with Session() as found:
        yield found

class Users:
    def find(self): yield 1
    def __call__(self): yield 1

users = Users()

def factory(role):
    def check(): yield role
    return check

def create_app():
    def inner(): yield 1
    def other(): yield 1
    def route(value=Depends(inner)): ...

@contextmanager
def managed(): yield 1
"""


def uses(files: ProjectFiles, main: str) -> dict[str, list[tuple[int, str]]]:
    """Lines and scopes of the uses of the dependencies of `deps.py`, by a `main.py` that depends on them."""
    files.write({"deps.py": DEPS, "main.py": main})
    return {
        each.name: [(use.line, use.scope) for use in each.uses if use.path.endswith("main.py")]
        for each in dependency_functions(files.open("deps.py"))
        if any(use.path.endswith("main.py") for use in each.uses)
    }


@pytest.mark.parametrize(
    ("main", "found"),
    [
        ("from deps import get_db\nx = Depends(get_db)", {"get_db": [(2, "request")]}),
        ("from deps import get_db as db\nx = Depends(db)", {"get_db": [(2, "request")]}),
        ("import deps\nx = Security(deps.get_db)", {"get_db": [(2, "request")]}),
        ("import deps\nx = Depends(dependency=deps.get_db)", {"get_db": [(2, "request")]}),
        ("import deps\nx = Depends(deps.get_db, scope='function')", {"get_db": [(2, "function")]}),
        ("import deps\nS = 'function'\nx = Depends(deps.get_db, scope=S)", {"get_db": [(3, "function")]}),
        ("import deps\nx = Depends(deps.get_db, scope=what())", {"get_db": [(2, "")]}),
        ("import deps\nx = Depends(\n  deps.get_db,\n)", {"get_db": [(2, "request")]}),
        ("import deps\nx = Depends(deps.users)", {"Users.__call__": [(2, "request")]}),
        ("import deps\nx = Depends(deps.Users())", {"Users.__call__": [(2, "request")]}),
        ("import deps\nx = Depends(deps.users.find)", {"Users.find": [(2, "request")]}),
        ("import deps\nx = Depends(deps.factory('a'))", {"check": [(2, "request")]}),
        ("import deps\nfind = deps.get_db\nx = Depends(find)", {"get_db": [(3, "request")]}),
        ("def f():\n  from deps import get_db\n  return Depends(get_db)", {"get_db": [(3, "request")]}),
        ("import deps\napp.dependency_overrides[old] = deps.get_db", {"get_db": [(2, "request")]}),
        ("import deps\nDepends(functools.partial(deps.get_db, 1))", {"get_db": [(2, "request")]}),
        ("from fastapi import Depends as D\nimport deps\nD(deps.get_name)", {"get_name": [(3, "request")]}),
        ("from deps import get_db\n# x = Depends(get_db)", {}),
        ('from deps import get_db\n"""\nDepends(get_db)\n"""', {}),
        ("def get_db(): ...\nx = Depends(get_db)", {}),
        ("from deps import get_db\nx = next(get_db())", {}),
    ],
)  # fmt: skip
def test_uses_in_another_file(
    files: ProjectFiles, main: str, found: dict[str, list[tuple[int, str]]]
) -> None:
    head = "import functools; from fastapi import Depends, Security, FastAPI; app = FastAPI(); old = 1\n"
    assert uses(files, head + main) == {
        name: [(line + 1, scope) for line, scope in places] for name, places in found.items()
    }


def opened(files: ProjectFiles) -> Module:
    files.write({"deps.py": DEPS})
    return files.open("deps.py")


def test_uses_in_the_same_file_and_shapes(files: ProjectFiles) -> None:
    found = {each.name: each for each in dependency_functions(opened(files))}
    assert sorted(found) == ["get_db", "inner", "of_itself", "session"]
    assert {name for name, each in found.items() if each.is_guessed} == {"of_itself", "session"}
    assert all(each.is_generator for each in found.values())
    assert not any(each.is_manager or each.is_async for each in found.values())


def test_a_guess_is_not_made_where_the_name_is_mentioned(files: ProjectFiles) -> None:
    files.write({"deps.py": DEPS, "main.py": "import deps\nfor each in deps.session(): print(each)\n"})
    assert "session" not in {each.name for each in dependency_functions(files.open("deps.py"))}


def test_scopes_of_all_users_count(files: ProjectFiles) -> None:
    head = "from fastapi import Depends\nimport deps\n"
    late, early = "a = Depends(deps.get_name)\n", "b = Depends(deps.get_name, scope='function')\n"
    for text, in_time in ((late, False), (early, True), (early + late, False)):
        files.forget()
        files.write({"deps.py": DEPS, "main.py": head + text})
        named = {each.name: each for each in dependency_functions(files.open("deps.py"))}
        assert named["get_name"].ends_before_response is in_time


def test_overrides_only(files: ProjectFiles) -> None:
    text = "from main import app\ndef fake(): yield 1\napp.dependency_overrides[len] = fake\n"
    files.write({"main.py": "from fastapi import FastAPI\napp = FastAPI()\n", "test_main.py": text})
    (found,) = dependency_functions(files.open("test_main.py"))
    assert found.only_overrides
    assert found.uses[0].is_test


@pytest.mark.parametrize(
    ("head", "called", "is_fastapi"),
    [
        ("from fastapi import Depends", "Depends", True),
        ("from fast_depends import Depends", "Depends", False),
        ("from fast_depends import Depends as Needs", "Needs", False),
        ("import fast_depends", "fast_depends.Depends", False),
        ("import fastapi", "fastapi.Depends", True),
        ("from params import Depends", "Depends", True),
    ],
)
def test_libraries_with_dependencies_of_their_own(
    files: ProjectFiles, head: str, called: str, is_fastapi: bool
) -> None:
    text = f"{head}\nimport deps\ndef outer(): return {called}(deps.get_name)\nx = {called}(deps.get_name)\n"
    files.write({"deps.py": DEPS, "main.py": text, "params.py": "from fastapi import Depends\n"})
    named = {each.name for each in dependency_functions(files.open("deps.py"))}
    assert ("get_name" in named) is is_fastapi


PLACES = """
from typing import Annotated
from fastapi import Depends, Security as Guard
from deps import get_db, get_name, Alias
from other import Depends as Foreign

Name = Annotated[str, Depends(get_name)]
guards = [Guard(get_db)]
foreign = Foreign(get_db)

class View:
    db: int = Depends(get_db)

def route(
    a: Annotated[int, Depends(get_db, scope="function")],
    b: Name,
    c: Alias,
    d: int = Depends(get_db),
    e: View = Depends(),
    f: int = 1,
): ...
"""


def test_what_a_file_declares(files: ProjectFiles) -> None:
    alias = "\nfrom typing import Annotated\nAlias = Annotated[int, Depends(get_db)]\n"
    files.write({"deps.py": DEPS + alias, "main.py": PLACES, "other.py": "def Depends(f): return f\n"})
    module = files.open("main.py")
    declared = [
        (each.place, each.lineno, each.parameter.arg if each.parameter else "")
        for each in depends_calls_of_fastapi(module)
    ]
    assert declared == [
        ("alias", 7, ""),
        ("value", 8, ""),
        ("attribute", 12, ""),
        ("annotation", 15, "a"),
        ("default", 18, "d"),
        ("default", 19, "e"),
    ]
    (route,) = functions_in(module)
    provided = {each.parameter.arg: each for each in provided_parameters(module, route)}
    assert {name: each.scope for name, each in provided.items()} == {
        "a": "function", "b": "request", "c": "request", "d": "request", "e": "request",
    }  # fmt: skip
    named = {
        name: each.provider.definition.name
        for name, each in provided.items()
        if isinstance(each.provider, (FunctionObject, ClassObject))
    }
    assert named == {"a": "get_db", "b": "get_name", "c": "get_db", "d": "get_db"}
