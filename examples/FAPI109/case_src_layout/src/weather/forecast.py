"""The forecast of tomorrow, from another service."""

import urllib.request


def tomorrow() -> str:
    """Fetch the forecast."""
    with urllib.request.urlopen("https://weather.example.com", timeout=5) as response:
        return response.read().decode()


def yesterday() -> str:
    """Remember."""
    return "rain"
