"""Hand on what the clients are, under new names."""

from catalogue.clients import http as _http
from catalogue.clients.http import PriceClient, get as fetch_price, prices

__all__ = ["PriceClient", "fetch_price", "fetch_stock", "prices"]

fetch_stock = _http.get
