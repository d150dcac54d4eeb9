"""Repositories and the unit of work that makes them when it is entered."""

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

engine = create_engine("sqlite://")
SessionLocal = sessionmaker(bind=engine)


class Parts:
    """Parts in a database."""

    def __init__(self, session):  # type: ignore[no-untyped-def]
        self.session = session

    def count(self) -> int:
        """Count them."""
        return self.session.execute(text("SELECT count(*) FROM parts")).scalar_one()


class Orders:
    """Orders, which need parts."""

    def __init__(self, session):  # type: ignore[no-untyped-def]
        self.parts = Parts(session)

    async def place(self) -> int:
        """Count the parts, on the loop; callers only await."""
        return self.parts.count()  # expect: FAPI109


class UnitOfWork:
    """Opens a session when it is entered."""

    def __init__(self, factory):  # type: ignore[no-untyped-def]
        self.factory = factory

    def __enter__(self) -> "UnitOfWork":
        self.session = self.factory()
        self.parts = Parts(self.session)
        return self

    def __exit__(self, *error: object) -> None:
        self.session.close()
