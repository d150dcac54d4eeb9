"""A generic repository, and one that only names its table."""

from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from bank.database import Account, Base

Row = TypeVar("Row", bound=Base)


class Repository(Generic[Row]):
    """Reads and writes rows of one table."""

    def __init__(self, model: type[Row]) -> None:
        self.model = model

    def get(self, session: Session, number: int) -> Row | None:
        """Read one row."""
        return session.get(self.model, number)

    def add(self, session: Session, **values: object) -> Row:
        """Write one row."""
        row = self.model(**values)
        session.add(row)
        session.commit()
        return row

    def table(self) -> str:
        """Name the table."""
        return self.model.__tablename__


class AccountRepository(Repository[Account]):
    """Accounts, and nothing more to say about them."""


accounts = AccountRepository(Account)
