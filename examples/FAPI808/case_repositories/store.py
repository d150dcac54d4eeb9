"""Repositories for a model that a derived class, a constructor or a caller tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine("sqlite:///books.db")


class Base(DeclarativeBase):
    """The base of the models."""

    @classmethod
    def everything(cls, session: Session) -> Sequence[Any]:
        """All rows."""
        return session.scalars(select(cls)).all()


class Book(Base):
    """A book."""

    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int]


class Author(Base):
    """An author."""

    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)


Model = TypeVar("Model", bound=Base)


def get_session() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


class Repository:
    """The model is told by derived classes."""

    model = None

    def __init__(self, session: Session) -> None:
        self.session = session

    def find_all(self, **conditions: Any) -> Sequence[Any]:
        """All rows, or those with these values."""
        query = select(self.model.__table__.columns).filter_by(**conditions)
        return self.session.execute(query).mappings().all()

    def whole(self) -> Sequence[Any]:
        """All rows."""
        return self.session.scalars(select(self.model)).all()


class Books(Repository):
    """The books."""

    model = Book


class Authors(Repository):
    """The authors."""

    model = Author


class Access(Generic[Model]):
    """The model is told by the constructor's caller."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model

    def get_all(self, session: Session) -> list[Model]:
        """All rows."""
        return session.query(self.model).all()

    def get_some(self, session: Session, limit: int = 10) -> list[Model]:
        """Some rows."""
        return session.query(self.model).limit(limit).all()


book_access = Access(Book)


@dataclass
class Shelf:
    """The annotation says a row, where a model is meant."""

    model: Base

    def read_all(self, session: Session) -> Sequence[Any]:
        """All rows."""
        return session.scalars(select(self.model)).all()


shelf = Shelf(Book)  # type: ignore[arg-type]


def get_all(session: Session, model: Any) -> list[Any]:
    """The model is told by the caller."""
    return session.query(model).all()
