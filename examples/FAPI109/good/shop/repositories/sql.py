"""The implementation on SQLAlchemy."""

from decimal import Decimal

from .. import crud
from .base import OrderRepository


class SqlOrderRepository(OrderRepository):
    """Reads orders from the database."""

    def __init__(self, db) -> None:
        self._db = db

    def amount(self, order_id: int) -> Decimal | None:
        """Read the order with the session that the constructor was given."""
        order = crud.get_order(self._db, order_id)
        return None if order is None else order.amount
