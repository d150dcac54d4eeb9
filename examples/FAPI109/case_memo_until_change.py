"""A memo that holds until a file changes: what is read or written anew only then happens seldom.

Not among the examples whose blocking calls the proofs watch: the first request after a change does wait.
"""

import json
import os
import time
from pathlib import Path

import requests
from fastapi import FastAPI

app = FastAPI()
CONFIGURATION = Path("shop.json")

_shop: dict | None = None
_shop_modified: float | None = None
_pair: tuple[float, dict] | None = None
_pages: dict[str, tuple[float, str]] = {}
_prices: dict | None = None
_prices_day: int | None = None
_news: dict | None = None
_news_read = 0.0


def shop() -> dict:
    """One test for all."""
    global _shop, _shop_modified
    modified = os.stat(CONFIGURATION).st_mtime
    if _shop is not None and _shop_modified == modified:
        return _shop
    _shop = json.loads(CONFIGURATION.read_text())
    _shop_modified = modified
    return _shop


def nested_shop() -> dict:
    """One test in another; a file that is missing is written."""
    global _shop, _shop_modified
    if _shop is not None:
        modified = os.stat(CONFIGURATION).st_mtime
        if modified is not None and modified == _shop_modified:
            return _shop
        _shop = None
    if CONFIGURATION.exists():
        _shop = json.loads(CONFIGURATION.read_text())
        _shop_modified = os.stat(CONFIGURATION).st_mtime
        return _shop
    CONFIGURATION.write_text("{}")
    return {}


def pair() -> dict:
    """Both in one tuple."""
    global _pair
    modified = os.stat(CONFIGURATION).st_mtime
    if _pair is not None and _pair[0] == modified:
        return _pair[1]
    _pair = (modified, json.loads(CONFIGURATION.read_text()))
    return _pair[1]


def page(name: str) -> str:
    """Each file with its time, under its name."""
    modified = os.stat(name).st_mtime
    kept = _pages.get(name)
    if kept is not None and kept[0] == modified:
        return kept[1]
    text = Path(name).read_text()
    _pages[name] = (modified, text)
    return text


class Catalogue:
    """In attributes."""

    def __init__(self) -> None:
        self._entries: dict | None = None
        self._modified = 0.0

    def entries(self) -> dict:
        """Read the entries, unless the file is as old as before."""
        modified = CONFIGURATION.stat().st_mtime
        if self._entries is not None and modified == self._modified:
            return self._entries
        self._entries = json.loads(CONFIGURATION.read_text())
        self._modified = modified
        return self._entries


def prices(day: int) -> dict:
    """The last day's only: who asks for another one waits for an answer."""
    global _prices, _prices_day
    if _prices is not None and _prices_day == day:
        return _prices
    _prices = requests.get(f"https://prices.example.com/{day}", timeout=5).json()
    _prices_day = day
    return _prices


def news() -> dict:
    """Until it is old, which it soon is."""
    global _news, _news_read
    if _news is not None and time.time() - _news_read < 60:
        return _news
    _news = json.loads(Path("news.json").read_text())
    _news_read = time.time()
    return _news


def listed(kind: str) -> dict:
    """What is asked for has nothing to do with what is kept."""
    global _shop
    if _shop is not None and kind == "short":
        return _shop
    _shop = json.loads(CONFIGURATION.read_text())
    return _shop


catalogue = Catalogue()


@app.get("/shop")
async def read_shop() -> dict:
    """All that changes seldom."""
    return {"first": shop(), "second": nested_shop(), "third": pair(), "fourth": catalogue.entries()}


@app.get("/pages/{name}")
async def read_page(name: str) -> str:
    """Files by their names."""
    return page(name)


@app.get("/prices/{day}")
async def read_prices(day: int) -> dict:
    """This asks again and again."""
    return prices(day)  # expect: FAPI109


@app.get("/news")
async def read_news() -> dict:
    """This reads again and again."""
    return news()  # expect: FAPI109


@app.get("/listed/{kind}")
async def read_list(kind: str) -> dict:
    """And this."""
    return listed(kind)  # expect: FAPI109
