"""Sessions in parameters of which nothing is said: what callers give tells what they are."""

from collections.abc import Iterator
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

app = FastAPI()
make_session = sessionmaker(create_engine("sqlite:///items.db"))


class Base(DeclarativeBase):
    """The base of the models."""


class Item(Base):
    """Something for sale."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with make_session() as session:
        yield session


def all_items(db):
    """Every row."""
    return db.query(Item).all()


def some_items(db, limit):
    """Some rows."""
    return db.query(Item).limit(limit).all()


def from_list(db):
    """Something else with a method of that name."""
    return db.query(Item).all()


class Documents:
    """No session."""

    def query(self, kind: Any) -> "Documents":
        """Itself."""
        return self

    def all(self) -> list[str]:
        """A few texts."""
        return ["one", "two"]


class Items:
    """Keeps what it is given."""

    def __init__(self, db) -> None:
        self.db = db

    def all(self):
        """Every row."""
        found = self.db.query(Item).all()
        return found

    def some(self):
        """Some rows."""
        return self.db.query(Item).limit(20).all()


@app.get("/function")
def by_function(db=Depends(get_db)):
    """Through a function."""
    return all_items(db)  # expect: FAPI808


@app.get("/class")
def by_class(db: Session = Depends(get_db)):
    """Through an object that keeps the session."""
    items = Items(db).all()  # expect: FAPI808
    return JSONResponse({"items": jsonable_encoder(items)})


class Repository:
    """Is given the session with each call."""

    def everything(self, db):
        """Every row."""
        return db.query(Item).all()

    def first(self, db, limit):
        """Some rows."""
        return db.query(Item).limit(limit).all()


class Service:
    """Hands on what it is given."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository

    def list_items(self, db):
        """Every row."""
        return self.repository.everything(db)

    def list_some(self, db):
        """Some rows."""
        return self.repository.first(db, 20)


@app.get("/service")
def by_service(db: Session = Depends(get_db)):
    """Through two that do not say what it is."""
    return Service(Repository()).list_items(db)  # expect: FAPI808


@app.get("/some-of-service")
def some_by_service(db: Session = Depends(get_db)):
    """Limited."""
    return Service(Repository()).list_some(db)


@app.get("/some")
def limited(db: Session = Depends(get_db)):
    """Limited in either."""
    return [*some_items(db, 20), *Items(db).some()]


@app.get("/documents")
def documents():
    """No table."""
    return from_list(Documents())
