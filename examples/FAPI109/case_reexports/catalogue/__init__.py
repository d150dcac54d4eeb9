"""A package that hands on what its modules define: by name, by alias, and by a star."""

from .clients import *
from .clients import PriceClient as Prices, fetch_price

__all__ = ["Prices", "fetch_price", "fetch_stock"]
