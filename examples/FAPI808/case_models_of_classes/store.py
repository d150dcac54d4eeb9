"""Access to data by classes that say which model they are for."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine("sqlite:///items.db")


class Base(DeclarativeBase):
    """The base of the models."""


class Item(Base):
    """Something for sale."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Access:
    """What all have in common."""

    model: Any = None

    @classmethod
    def find_all(cls, **conditions: Any) -> Sequence[Any]:
        """All rows, or those with these values."""
        with Session(engine) as session:
            query = select(cls.model).filter_by(**conditions)
            return session.scalars(query).all()

    @classmethod
    def columns(cls) -> Sequence[Any]:
        """The columns of all rows."""
        with Session(engine) as session:
            return session.execute(select(cls.model.__table__.columns)).mappings().all()

    @classmethod
    def page(cls, limit: int) -> Sequence[Any]:
        """Some rows."""
        with Session(engine) as session:
            return session.scalars(select(cls.model).limit(limit)).all()

    @classmethod
    def count(cls) -> Sequence[Any]:
        """A number."""
        with Session(engine) as session:
            return session.scalars(select(func.count(cls.model.id))).all()


class Items(Access):
    """The items."""

    model = Item
