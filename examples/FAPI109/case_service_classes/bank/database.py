"""The database, its tables, and a class that opens sessions."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    """The base of all tables."""


class Account(Base):
    """An account and what is on it."""

    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str]
    balance: Mapped[int] = mapped_column(default=0)


class Database:
    """Keeps the engine and the factory on `self`."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)
        self._factory = sessionmaker(bind=self._engine, expire_on_commit=False)

    def create(self) -> None:
        """Create the tables."""
        Base.metadata.create_all(self._engine)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session, and undo what failed."""
        session = self._factory()
        try:
            yield session
        except Exception:
            session.rollback()
            raise
        finally:
            session.close()


database = Database("sqlite:///./bank.db")
