"""The interface that services are written against."""

from abc import ABC, abstractmethod
from decimal import Decimal


class OrderRepository(ABC):
    """Reads orders."""

    @abstractmethod
    def amount(self, order_id: int) -> Decimal | None:
        """Say what an order costs, or None when there is no such order."""
