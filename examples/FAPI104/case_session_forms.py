"""The many ways to come by a synchronous session or connection.

Constructors, `with`, factories, registries, attributes, connections of an engine, SQLModel.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
import sqlalchemy.orm as orm
from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Field, Session as ModelSession, SQLModel, select

app = FastAPI()
engine = sa.create_engine("sqlite:///./forms.db")
make_session = orm.sessionmaker(bind=engine)
current_session = orm.scoped_session(make_session)


class Page(SQLModel, table=True):
    """A page of a book."""

    id: int | None = Field(default=None, primary_key=True)
    body: str


def open_session() -> OrmSession:
    """Make one by a function whose annotation names the class by an alias."""
    return make_session()


def open_unannotated():
    """Make one by a function that says nothing."""
    return OrmSession(engine)


@contextmanager
def session_scope() -> Generator[orm.Session, None, None]:
    """Give a session to a `with`."""
    session = make_session()
    try:
        yield session
    finally:
        session.close()


@contextmanager
def committing_scope() -> Generator[orm.Session, None, None]:
    """Give a session to a `with`, and commit when that ends well."""
    session = make_session()
    try:
        yield session
        session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


@dataclass
class Database:
    """Keep a session as the field of a dataclass."""

    session: OrmSession


@app.get("/with-constructor")
async def with_constructor() -> int:
    """The session of a `with`."""
    with orm.Session(engine) as session:
        return session.execute(sa.text("SELECT 1")).scalar_one()  # expect: FAPI104


@app.get("/with-factory")
async def with_factory() -> int:
    """The session of a sessionmaker in a `with`."""
    with make_session() as session, session.no_autoflush:
        return session.scalar(sa.text("SELECT 2"))  # expect: FAPI104


@app.get("/with-helper")
async def with_helper() -> int:
    """The session of the project's own context manager."""
    with session_scope() as session:
        return session.scalar(sa.text("SELECT 3"))  # expect: FAPI104


@app.get("/with-committing-helper")
async def with_committing_helper() -> int:
    """Leaving the `with` commits."""
    with committing_scope() as session:  # expect: FAPI109
        return session.scalar(sa.text("SELECT 3"))  # expect: FAPI104


@app.get("/annotated-helper")
async def annotated_helper() -> int:
    """The session that a function returns by its annotation."""
    session = open_session()
    try:
        return session.scalar(sa.text("SELECT 4"))  # expect: FAPI104
    finally:
        session.close()


@app.get("/unannotated-helper")
async def unannotated_helper() -> int:
    """The session that a function returns by its body."""
    with open_unannotated() as session:
        return session.scalar(sa.text("SELECT 5"))  # expect: FAPI104


@app.get("/registry")
async def registry() -> int:
    """A scoped session hands every call to a session."""
    try:
        return current_session.scalar(sa.text("SELECT 6"))  # expect: FAPI104
    finally:
        current_session.remove()


@app.get("/registry-called")
async def registry_called() -> int:
    """Calling the registry gives the session."""
    session = current_session()
    try:
        return session.scalar(sa.text("SELECT 7"))  # expect: FAPI104
    finally:
        current_session.remove()


@app.get("/field")
async def field() -> int:
    """The session is the field of another object."""
    with make_session() as session:
        database = Database(session)
        return database.session.scalar(sa.text("SELECT 8"))  # expect: FAPI104


@app.get("/engine")
async def through_engine() -> int:
    """An engine's connection: taking it from the pool connects."""
    with engine.connect() as connection:  # expect: FAPI104
        return connection.execute(sa.text("SELECT 9")).scalar_one()  # expect: FAPI104


def get_model_session():
    """Provide a session of SQLModel."""
    with ModelSession(engine) as session:
        yield session


@app.get("/pages/{page_id}")
async def read_page(page_id: int, session: ModelSession = Depends(get_model_session)) -> Page:
    """SQLModel's session inherits from SQLAlchemy's."""
    page = session.get(Page, page_id)  # expect: FAPI104
    if page is None:
        raise HTTPException(404, "no such page")
    return page


@app.get("/pages")
async def list_pages(session: ModelSession = Depends(get_model_session)) -> list[Page]:
    """And it has a method of its own."""
    pages = session.exec(select(Page).limit(20)).all()  # expect: FAPI104
    return list(pages)


@app.get("/pages-one-by-one")
async def list_bodies(session: OrmSession = Depends(get_model_session)) -> list[str]:
    """Iterating over a query runs it."""
    bodies = []
    for page in session.query(Page).limit(20):  # expect: FAPI104
        bodies.append(page.body)
    return bodies + [page.body for page in session.query(Page).limit(5)]  # expect: FAPI104
