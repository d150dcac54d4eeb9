"""Where orders are kept: the interface and what implements it."""

from .base import OrderRepository
from .sql import SqlOrderRepository

__all__ = ["OrderRepository", "SqlOrderRepository"]
