"""Jobs that wait for another service."""

import requests

from desk.registry import job, kind, signals

URL = "https://jobs.example.com"


@job("report")
def report() -> object:
    """Fetch a report."""
    return requests.get(URL, timeout=5).json()


@signals.receiver
def notify() -> object:
    """Tell somebody."""
    return requests.post(URL, timeout=5).ok


@kind
class Import:
    """Fetches what is to be imported."""

    def run(self) -> str:
        """Fetch it."""
        return requests.get(f"{URL}/import", timeout=5).text
