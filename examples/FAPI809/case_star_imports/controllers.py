"""What path operations call."""

from services import *


async def page_of_reviews(skip: int) -> list[dict[str, str]]:
    """A part of all reviews."""
    found = await fetch_reviews()
    return found[skip : skip + 5]
