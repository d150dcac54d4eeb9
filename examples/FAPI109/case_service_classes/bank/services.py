"""Services: what they do happens inside the sessions that they open."""

from bank.database import Account, Database, database as default_database
from bank.repositories import accounts


class AccountService:
    """Opens accounts, and reads them."""

    def __init__(self, database: Database = default_database) -> None:
        self.database = database

    def open(self, owner: str) -> int:
        """Write an account in a session of its own."""
        with self.database.session() as session:
            return accounts.add(session, owner=owner).id

    async def balance(self, number: int) -> int:
        """Read an account, in a coroutine."""
        with self.database.session() as session:
            account = accounts.get(session, number)  # expect: FAPI109
            return account.balance if account else 0

    async def total(self, numbers: list[int]) -> int:
        """Only await."""
        return sum([await self.balance(number) for number in numbers])

    async def owner(self, number: int) -> str | None:
        """Query here, without a repository."""
        with self.database.session() as session:
            account = session.get(Account, number)  # expect: FAPI104
        return account and account.owner


def make_service() -> AccountService:
    """Make the service with what it needs."""
    return AccountService()
