"""Types that annotations tell, in every way in which they can be written."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import typing
import typing as t
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Dict, Final, List, Optional, Tuple, Type, TypeVar, Union
import sqlalchemy.orm
from sqlalchemy.orm import Session
from sqlalchemy.orm import Session as S
import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.ext.asyncio import AsyncSession

Alias = Session
Maybe = Optional[Session]
Either = Session | None
Marked = Annotated[Session, "anything"]
Twice = Annotated[Marked, "more"]
type_alias: t.TypeAlias = Session


"""


@pytest.mark.parametrize(
    "annotation",
    [
        "Session",
        "S",
        "sqlalchemy.orm.Session",
        "orm.Session",
        "sa.orm.Session",
        '"Session"',
        '"sqlalchemy.orm.Session"',
        '" Session "',
        "Optional[Session]",
        'Optional["Session"]',
        '"Optional[Session]"',
        "typing.Optional[Session]",
        "t.Optional[Session]",
        "Union[Session, None]",
        "Union[None, Session]",
        "Session | None",
        "None | Session",
        '"Session | None"',
        "Annotated[Session, 'metadata']",
        "Annotated[Optional[Session], 'metadata']",
        "Annotated['Session', 'metadata']",
        "t.Annotated[Session | None, 'metadata']",
        "Alias",
        "Maybe",
        "Either",
        "Marked",
        "Twice",
        "type_alias",
        "Optional[Marked]",
    ],
)
def test_a_parameter_has_the_type_that_it_is_annotated_with(files: ProjectFiles, annotation: str) -> None:
    body = f"async def handler(db: {annotation}):\n    db.commit()  # expect: FAPI104\n"
    files.verify({"main.py": HEAD + body})


@pytest.mark.parametrize(
    "annotation",
    [
        "Any",
        "object",
        "'no such name'",
        "'('",
        "''",
        "b'Session'",
        "...",
        "None",
        "1",
        "Unknown",
        "Unknown[Session]",
        "Session.Inner",
        "List[Session]",
        "typing.Callable[[], Session]",
        "typing.Literal['Session']",
        "TypeVar('T')",
        "(lambda: Session)()",
        "[Session]",
    ],
)
def test_other_annotations_do_not_make_a_session(files: ProjectFiles, annotation: str) -> None:
    body = f"async def handler(db: {annotation}):\n    db.commit()\n"
    files.verify({"main.py": HEAD + body})


@pytest.mark.parametrize(
    "annotation", ["AsyncSession", "Optional[AsyncSession]", "Annotated[AsyncSession, Session]"]
)
def test_an_async_session_is_not_a_session(files: ProjectFiles, annotation: str) -> None:
    body = (
        f"async def handler(db: {annotation}):\n    await db.commit()\n    db.commit()  # expect: FAPI114\n"
    )
    files.verify({"main.py": HEAD + body})


def test_where_either_session_may_stand_nothing_is_said(files: ProjectFiles) -> None:
    body = "async def handler(db: Session | AsyncSession | None):\n    db.commit()\n"
    files.verify({"main.py": HEAD + body})


@pytest.mark.parametrize(
    ("annotation", "use"),
    [
        ("list[Session]", "db[0].commit()"),
        ("List[Session]", "db[-1].commit()"),
        ("Sequence[Session]", "db[0].commit()"),
        ("list[Session] | None", "db[0].commit()"),
        ("dict[str, Session]", "db['a'].commit()"),
        ("Dict[str, Session]", "db.get('a').commit()"),
        ("dict[str, list[Session]]", "db['a'][0].commit()"),
        ("tuple[int, Session]", "db[1].commit()"),
        ("Tuple[Session, ...]", "db[7].commit()"),
        ("tuple[Session, ...]", "db[7].commit()"),
        ("type[Session]", "db().commit()"),
        ("Type[Session]", "db().commit()"),
    ],
)
def test_containers_tell_the_types_of_their_items(files: ProjectFiles, annotation: str, use: str) -> None:
    files.verify({"main.py": f"{HEAD}async def handler(db: {annotation}):\n    {use}  # expect: FAPI104\n"})


def test_a_member_of_a_tuple_is_not_another_member(files: ProjectFiles) -> None:
    body = """async def handler(pair: tuple[Session, AsyncSession]):
    pair[0].commit()  # expect: FAPI104
    await pair[1].commit()
    first, second = pair
    first.commit()  # expect: FAPI104
    await second.commit()
"""
    files.verify({"main.py": HEAD + body})


def test_variables_and_attributes_are_annotated_too(files: ProjectFiles) -> None:
    body = """module_level: Session
final: Final[Session] = make()


class Service:
    shared: ClassVar[Session]
    own: Session

    def __init__(self, db):
        self.given: Session = db

    async def run(self):
        self.shared.commit()  # expect: FAPI104
        self.own.commit()  # expect: FAPI104
        self.given.commit()  # expect: FAPI104


async def handler(unknown):
    local: Session = unknown
    local.commit()  # expect: FAPI104
    later: Session
    later = unknown
    later.commit()
    module_level.commit()  # expect: FAPI104
    final.commit()  # expect: FAPI104
"""
    files.verify({"main.py": HEAD + body})


def test_what_is_assigned_tells_more_than_the_annotation_beside_it(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import requests, httpx
                from typing import Any

                async def handler():
                    client: Any = requests.Session()
                    client.get("http://localhost")  # expect: FAPI102
                    other: object = httpx.AsyncClient()
                    await other.get("http://localhost")
            """
        }
    )


def test_functions_tell_by_their_return_annotations(files: ProjectFiles) -> None:
    body = """def declared() -> Session: return unknown()
def quoted() -> "Session": return unknown()
def optional() -> Optional[Session]: return unknown()
async def asynchronous() -> Session: return unknown()
def several() -> list[Session]: return unknown()


async def handler():
    declared().commit()  # expect: FAPI104
    quoted().commit()  # expect: FAPI104
    optional().commit()  # expect: FAPI104
    (await asynchronous()).commit()  # expect: FAPI104
    several()[0].commit()  # expect: FAPI104
"""
    files.verify({"main.py": HEAD + body})


def test_string_annotations_may_name_what_is_defined_later(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time

                async def handler(service: "Service", other: Other):
                    service.work()  # expect: FAPI109
                    other.inner.work()  # expect: FAPI109

                class Other:
                    inner: "Service | None" = None

                class Service:
                    def work(self) -> "Service":
                        time.sleep(1)
            """
        }
    )


def test_classes_inside_classes_are_found(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time

                class Outer:
                    class Inner:
                        def work(self): time.sleep(1)

                    def make(self) -> "Outer.Inner": ...

                async def handler(inner: Outer.Inner, outer: Outer):
                    inner.work()  # expect: FAPI109
                    outer.make().work()  # expect: FAPI109
                    Outer.Inner().work()  # expect: FAPI109
            """
        }
    )


def test_generic_classes_of_the_project_are_still_that_class(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time
                from typing import Generic, TypeVar

                T = TypeVar("T")

                class Repository(Generic[T]):
                    def load(self) -> T: time.sleep(1)

                async def handler(repository: Repository[int], other: "Repository[str] | None"):
                    repository.load()  # expect: FAPI109
                    other.load()  # expect: FAPI109
                    Repository[int]().load()  # expect: FAPI109
            """
        }
    )


def test_annotations_are_read_where_they_are_written(files: ProjectFiles) -> None:
    files.verify(
        {
            "aliases.py": """
                from typing import Annotated
                from sqlalchemy.orm import Session as Database
                Db = Annotated[Database, "metadata"]
                class Holder:
                    db: "Database"
            """,
            "main.py": """
                from aliases import Db, Holder
                Database = int

                async def handler(db: Db, holder: Holder):
                    db.commit()  # expect: FAPI104
                    holder.db.commit()  # expect: FAPI104
            """,
        }
    )
