"""Exchange rates from another service: one client object for the whole process."""

from decimal import Decimal

import requests


class ExchangeRates:
    """Keeps an HTTP session, and the answers it got from it."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._http = requests.Session()

    def from_euro(self, currency: str) -> Decimal:
        """Say what one euro is worth."""
        return Decimal(self._fetch()[currency])

    def _fetch(self) -> dict[str, str]:
        response = self._http.get(f"{self.base_url}/latest/EUR", timeout=5)
        response.raise_for_status()
        return response.json()["rates"]


rates = ExchangeRates("https://rates.example.com")
