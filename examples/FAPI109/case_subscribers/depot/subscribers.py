"""Subscribers that wait for other services, and one that does not."""

import requests

from depot.events import Report, bus, emitter, quiet

URL = "https://depot.example.com"


@bus.on("delivered")
def thank(what: str) -> None:
    """Send a note."""
    requests.post(URL, json={"thanks": what}, timeout=5)


def index(what: str) -> None:
    """Tell the search engine."""
    requests.put(f"{URL}/index", json={"what": what}, timeout=5)


def count(what: str) -> int:
    """Count letters."""
    return len(what)


class Stock(Report):
    """What is there."""

    def write(self) -> str:
        """Ask for it."""
        return requests.get(f"{URL}/stock", timeout=5).text


emitter.listen("stored", index)
quiet.count(count)
