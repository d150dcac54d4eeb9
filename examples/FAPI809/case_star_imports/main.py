"""Path operations whose helpers come out of star imports, one behind the other."""

from controllers import *
from fastapi import FastAPI

app = FastAPI()


@app.get("/reviews")
async def list_reviews(skip: int = 0) -> list[dict[str, str]]:
    """The rows, and for each another query, two files away."""
    return await page_of_reviews(skip)  # expect: FAPI809
