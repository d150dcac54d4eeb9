"""The client itself."""

from requests import get as _get

BASE_URL = "https://catalogue.example.com"


def get(number: int) -> str:
    """Fetch one entry."""
    return _get(f"{BASE_URL}/{number}", timeout=5).text


class PriceClient:
    """Fetches prices."""

    def price(self, number: int) -> str:
        """Fetch one price."""
        return get(number)

    async def price_async(self, number: int) -> str:
        """Fetch one price, in a coroutine that blocks."""
        return get(number)  # expect: FAPI109


prices = PriceClient()
