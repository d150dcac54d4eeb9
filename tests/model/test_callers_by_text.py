"""Who calls a method that many objects have: the text tells which files can have an object of its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flake8_fastapi.model.taint.callers import FEW_FILES

if TYPE_CHECKING:
    from project_files import ProjectFiles

CATALOG = """
    import sqlite3
    from typing import Protocol


    class Searches(Protocol):
        def search(self, term: str) -> list[object]: ...


    class Catalog:
        def __init__(self) -> None:
            self.connection = sqlite3.connect("catalog.db")

        def search(self, term: str) -> list[object]:
            return list(self.connection.execute(f"SELECT * FROM item WHERE name = '{term}'"))%s


    class LargeCatalog(Catalog):
        pass


    def untyped_catalog():
        found = Catalog()
        return found


    shared = Catalog()
"""

OTHERS = {
    f"other{number}.py": "import re\n\n\ndef find(text: str) -> object:\n    return re.search(text, 'x')\n"
    for number in range(FEW_FILES + 2)
}
"""Files in which the method's name means something else."""

WAYS = {
    "the class": ("Catalog", "Catalog().search(term)"),
    "a subclass": ("LargeCatalog", "LargeCatalog().search(term)"),
    "a function that declares nothing": ("untyped_catalog", "untyped_catalog().search(term)"),
    "a name of the module": ("shared", "shared.search(term)"),
}


@pytest.fixture(autouse=True)
def only_this_rule(files: ProjectFiles) -> None:
    """The others have things to say of these projects as well."""
    files.codes = ("FAPI000", "FAPI501")


def write_route(imported: str, call: str) -> str:
    """A file with one path operation that hands on what a client sends."""
    return f"""
        from fastapi import APIRouter
        from catalog import {imported}

        router = APIRouter()


        @router.get("/items")
        def read_items(term: str):
            return {call}
    """


@pytest.mark.parametrize("way", WAYS)
def test_whoever_gets_an_object_is_a_caller(files: ProjectFiles, way: str) -> None:
    """The finding stands in the method, whatever the caller's file names of it."""
    files.verify(
        {**OTHERS, "catalog.py": CATALOG % "  # expect: FAPI501", "routes.py": write_route(*WAYS[way])}
    )


def test_what_fits_a_protocol_is_called_by_its_users(files: ProjectFiles) -> None:
    """A file that only names the protocol may have an object of any class that fits."""
    files.verify(
        {
            **OTHERS,
            "catalog.py": CATALOG % "  # expect: FAPI501",
            "provider.py": "import catalog\n\n\ndef get_catalog():\n    return catalog.Catalog()\n",
            "routes.py": """
                from typing import Annotated
                from fastapi import APIRouter, Depends
                from catalog import Searches
                from provider import get_catalog

                router = APIRouter()


                @router.get("/items")
                def read_items(term: str, found: Annotated[object, Depends(get_catalog)]):
                    return search_in(found, term)


                def search_in(catalog: Searches, term: str):
                    return catalog.search(term)
            """,
        }
    )


def test_files_that_cannot_have_an_object_are_left_out(files: ProjectFiles) -> None:
    """Of the files with the word only those count that name the class or something that stands for it."""
    route = write_route("shared", "shared.search(term)")
    files.write({**OTHERS, "catalog.py": CATALOG % "", "routes.py": route, "empty.py": ""})
    paths = files.project.survey.paths_with_objects(["Catalog"])
    assert {path.rpartition("/")[2] for path in paths} == {"catalog.py", "routes.py"}


def test_private_names_stand_for_nothing_elsewhere(files: ProjectFiles) -> None:
    """Many files have a private name of their own that is spelt the same."""
    files.write(
        {
            "a.py": "class Catalog:\n    pass\n\n\n_current = Catalog()\n",
            "b.py": "_current = None\n",
            "c.py": "if True:\n    from a import Catalog\n\n    kept = Catalog()\n",
            "d.py": "from c import kept\n",
        }
    )
    paths = files.project.survey.paths_with_objects(["Catalog"])
    assert {path.rpartition("/")[2] for path in paths} == {"a.py", "c.py", "d.py"}


def test_lines_with_a_word(files: ProjectFiles) -> None:
    """Each line once, with its number; not in comments, not in long texts, not as a part of a longer word."""
    files.write(
        {
            "a.py": 'found = 1  # search\nsearch(search)\n"""\nsearch\n"""\n'
            "research = 2\nx.search = 3  # search\n",
            "b.py": "search",
        }
    )
    found = [(path.rpartition("/")[2], *rest) for path, *rest in files.project.survey.mentions("search")]
    assert found == [
        ("a.py", 2, "search(search)"),
        ("a.py", 7, "x.search = 3  # search"),
        ("b.py", 1, "search"),
    ]
