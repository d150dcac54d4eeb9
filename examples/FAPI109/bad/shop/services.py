"""Business rules: they know the repository by its interface only."""

from decimal import Decimal

from .rates import ExchangeRates, rates as euro_rates
from .repositories import OrderRepository, SqlOrderRepository


class OrderService:
    """Answers questions about orders."""

    def __init__(self, orders: OrderRepository, rates: ExchangeRates) -> None:
        self.orders = orders
        self.rates = rates

    def exists(self, order_id: int) -> bool:
        """Ask the database, through the interface."""
        return self.orders.amount(order_id) is not None

    def total(self, order_id: int, currency: str) -> Decimal | None:
        """Ask the database, and then another service."""
        amount = self.orders.amount(order_id)
        return None if amount is None else amount * self.rates.from_euro(currency)

    def describe(self) -> str:
        """Ask nobody."""
        return f"orders in euros, rates from {self.rates.base_url}"


def build_service(db):
    """Put the service together."""
    return OrderService(SqlOrderRepository(db), rates=euro_rates)
