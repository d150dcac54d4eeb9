"""Six plain functions between the coroutine and the request that blocks.

Also cycles: two functions that call each other, one that calls itself.
"""

import requests
from fastapi import FastAPI

app = FastAPI()
BASE_URL = "https://catalogue.example.com"


def fetch(path: str) -> dict:
    """Talk to the other service."""
    return requests.get(BASE_URL + path, timeout=5).json()


def read_page(number: int) -> dict:
    """Fetch one page."""
    return fetch(f"/pages/{number}")


def read_entries(number: int) -> list[str]:
    """Fetch the entries of a page."""
    return read_page(number)["entries"]


def first_entry(number: int) -> str:
    """Fetch the first one of them."""
    return read_entries(number)[0]


def title(number: int) -> str:
    """Fetch and dress it."""
    return first_entry(number).title()


def headline(number: int) -> str:
    """Fetch, dress and frame it."""
    return f"* {title(number)} *"


def walk(number: int) -> int:
    """Call the next function, which calls this one again."""
    return 0 if number <= 0 else follow(number - 1)


def follow(number: int) -> int:
    """Fetch a page on the way around the circle."""
    return len(read_entries(number)) + walk(number - 1)


def count_down(number: int) -> int:
    """Call itself, and block nobody."""
    return 0 if number <= 0 else 1 + count_down(number - 1)


def even(number: int) -> bool:
    """Go round in a circle that blocks nobody."""
    return number == 0 or odd(number - 1)


def odd(number: int) -> bool:
    """The other half of the circle."""
    return number != 0 and even(number - 1)


@app.get("/headline/{number}")
async def read_headline(number: int) -> str:
    """Six calls away from the blocking one."""
    return headline(number)  # expect: FAPI109


@app.get("/walk/{number}")
async def read_walk(number: int) -> int:
    """Enter the circle at one end."""
    return walk(number)  # expect: FAPI109


@app.get("/follow/{number}")
async def read_follow(number: int) -> int:
    """Enter the circle at the other end."""
    return follow(number)  # expect: FAPI109


@app.get("/parity/{number}")
async def parity(number: int) -> dict[str, bool | int]:
    """Circles that block nobody."""
    return {"even": even(number), "odd": odd(number), "steps": count_down(number)}
