"""Names that come a long way: relative imports, re-exports, aliases, a star import with `__all__`.

Each of them ends at a function that blocks in clients/http.py.
"""

import catalogue
import catalogue.clients.http
import catalogue.clients as price_clients
from fastapi import FastAPI

from . import Prices, clients
from .clients import *
from .clients.http import get as read

app = FastAPI()


@app.get("/relative/{number}")
async def relative(number: int) -> str:
    """A relative import with an alias."""
    return read(number)  # expect: FAPI109


@app.get("/star/{number}")
async def star(number: int) -> str:
    """A name from a star import."""
    return fetch_stock(number)  # noqa: F405  # expect: FAPI109


@app.get("/star-object/{number}")
async def star_object(number: int) -> str:
    """An object from a star import."""
    return prices.price(number)  # noqa: F405  # expect: FAPI109


@app.get("/package/{number}")
async def through_package(number: int) -> str:
    """An attribute of the package."""
    return catalogue.fetch_price(number)  # expect: FAPI109


@app.get("/dotted/{number}")
async def dotted(number: int) -> str:
    """The full dotted name."""
    return catalogue.clients.http.get(number)  # expect: FAPI109


@app.get("/module-alias/{number}")
async def module_alias(number: int) -> str:
    """A module under another name."""
    return price_clients.PriceClient().price(number)  # expect: FAPI109


@app.get("/submodule/{number}")
async def submodule(number: int) -> str:
    """A module that was imported from its package."""
    return clients.fetch_price(number)  # expect: FAPI109


@app.get("/class/{number}")
async def renamed_class(number: int) -> str:
    """A class under another name: one method blocks here, the other is only awaited."""
    return Prices().price(number) + await Prices().price_async(number)  # expect: FAPI109
