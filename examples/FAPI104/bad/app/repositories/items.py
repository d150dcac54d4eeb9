"""The repository of items: its session is set by the base class in another file."""

from app.models import Item
from app.repositories.base import Repository


class ItemRepository(Repository):
    """Items by their number."""

    async def get(self, item_id: int) -> Item | None:
        """Find one item."""
        return self.session.get(Item, item_id)  # expect: FAPI104

    async def book(self, item: Item, amount: int) -> None:
        """Take goods in, or out with a negative amount."""
        item.stock += amount
        await self.save()
