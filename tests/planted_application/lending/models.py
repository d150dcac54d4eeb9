"""Tables."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lending.db import Base


class Book(Base):
    """A book that can be lent."""

    __tablename__ = "books"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    lent_to: Mapped[int | None] = mapped_column(ForeignKey("readers.id"))


class Reader(Base):
    """Somebody who borrows books."""

    __tablename__ = "readers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
